import { nearestWord } from '#shared/base/nearest-word.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { Refusal } from '../refusal.ts';

/** A member of the team, with devices. */
export type Member = QueryResult<'team'>['rows'][number];
/** A device of a member. */
export type MemberDevice = Member['devices'][number];

/** Whom or what a person named. */
export type Named = { readonly member: Member; readonly device: MemberDevice | null };

/** Fewest digits by which a device's id is known; fewer are more likely a name. */
const fewestDigits = 4;

/** How a device is called: `laptop (3f9a1c20)`. */
export function deviceText({ name, id }: Pick<MemberDevice, 'name' | 'id'>): string {
  return `${name} (${id.slice(0, 8)})`;
}

const spoken = ({ member, device }: Named): string => (device === null ? member.name : `${deviceText(device)} of ${member.name}`);

/** The one of `candidates` that fits best: by its whole name before the beginning of one. @throws {Refusal} when none or several fit. */
function pickOne(candidates: readonly Named[], given: string, what: string): Named {
  const wanted = given.trim().toLowerCase();
  const nameOf = ({ member, device }: Named): string => (device?.name ?? member.name).toLowerCase();
  const idOf = ({ member, device }: Named): string => device?.id ?? member.id;
  const isId = wanted.length >= fewestDigits && /^[0-9a-f]+$/u.test(wanted);
  const ways: readonly ((one: Named) => boolean)[] = [
    (one) => idOf(one) === given || nameOf(one) === wanted,
    (one) => nameOf(one).startsWith(wanted) || (isId && one.device !== null && one.device.id.startsWith(wanted)),
  ];
  for (const fits of wanted === '' ? [] : ways) {
    const found = candidates.filter(fits);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    if (found.length > 1) {
      const message = `"${given}" means ${found.length} of the team; give more of the name, or the first digits of a device's id.`;
      throw new Refusal(1, problem('ambiguous', message, given, found.map(spoken)));
    }
  }
  const names = [...new Set(candidates.map(({ member, device }) => device?.name ?? member.name))];
  const nearest = nearestWord(given, names);
  const meant = nearest === null ? '' : ` Did you mean ${nearest}?`;
  const message = `There is no ${what} "${given}" in the team.${meant} See them with: sextant peer list`;
  throw new Refusal(1, problem('not-found', message, given, candidates.map(spoken)));
}

/** The member whom a name means, whole or its beginning, in any case. @throws {Refusal} when none or several are meant. */
export function findMember(members: readonly Member[], given: string): Member {
  const candidates = members.filter(({ revoked }) => !revoked).map((member): Named => ({ member, device: null }));
  return pickOne(candidates, given, 'member').member;
}

/** As {@link findMember}, or a device by its name or the first digits of its id. */
export function findMemberOrDevice(members: readonly Member[], given: string): Named {
  const candidates = members
    .filter(({ revoked }) => !revoked)
    .flatMap((member): Named[] => [
      { member, device: null },
      ...member.devices.filter(({ revoked }) => !revoked).map((device) => ({ member, device })),
    ]);
  return pickOne(candidates, given, 'member or device');
}
