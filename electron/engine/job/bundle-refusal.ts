import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { BundleFault, ReadBundle } from '#electron/engine/sync/bundle-task.ts';
import { Membership } from '#electron/engine/team/membership.ts';
import type { MembershipEntry } from '#electron/engine/team/membership-entry.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';

/** Why the file at `path` is no bundle for this device, as people are told. */
export function faultProblem(fault: BundleFault, reason: Problem, path: string): Problem {
  switch (fault) {
    case 'other':
      return problem(
        'unreadable-file',
        'Expected a bundle that Sextant wrote (sextant bundle export), but this file is something else.',
        path,
      );
    case 'version':
      return problem(
        'unreadable-file',
        'This bundle was written by another version of Sextant, in a form that this one does not know. Bring both to the same version.',
        path,
      );
    case 'not-for-us':
      return problem(
        'unreadable-file',
        'This bundle was not made for this device: it opens for those only who were members when it was written. Ask for a new one once you are a member.',
        path,
      );
    case 'damaged':
      return problem(
        'unreadable-file',
        `This bundle is damaged or not all here (${reason.message}); nothing has changed. Copy it again, or ask for a new one.`,
        path,
      );
    case 'failed':
      return reason;
  }
}

/** Name of the person whose device it is. */
export function nameOf(membership: Membership, deviceId: string): string | null {
  return membership.members().find(({ devices }) => devices.some(({ id }) => id === deviceId))?.name ?? null;
}

/** Why a whole bundle cannot become part of the workspace, whose members are `membership` once its entries are in; `null` when it can. */
export function refuseBundle(store: PlanStore, { head, missing }: ReadBundle, membership: Membership, path: string): Problem | null {
  const own = store.team.membership.workspaceId;
  if (membership.workspaceId !== head.workspaceId) {
    const message =
      own === null
        ? 'This bundle does not say whose workspace it is from. Ask for a new one.'
        : 'This bundle is from another workspace. Import it into that one, or into a new one: sextant bundle import FILE --workspace NEW-FOLDER';
    return problem('invalid-argument', message, path);
  }
  const author = nameOf(membership, head.author);
  if (author === null || membership.role(head.author) === null) {
    return problem('invalid-argument', 'This bundle was written by a device that does not belong to the team. Ask a member for one.', path);
  }
  if (membership.role(store.deviceId) === null) {
    return problem(
      'read-only',
      'This device does not belong to the team, so nothing of the bundle is taken. Ask an owner for an invitation.',
      path,
    );
  }
  const lacking = Object.values(missing).flat();
  if (lacking.length === 0) return null;
  const message = `This bundle was made for somebody who has more: ${lacking.length} changes that it builds on are not here. Ask ${author} for a whole one: sextant bundle export FILE`;
  return problem('unavailable', message, path, Object.keys(missing));
}

/** The members as they are once these entries have come. */
export function membershipWith(store: PlanStore, entries: readonly MembershipEntry[]): Membership {
  const known = store.team.entries();
  const here = new Set(known.map(({ hash }) => hash));
  const fresh = entries.filter(({ hash, act }) => !here.has(hash) && (known.length === 0 || act.act !== 'found'));
  return new Membership([...known, ...fresh]);
}
