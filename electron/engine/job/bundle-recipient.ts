import type { Member, Membership } from '#electron/engine/team/membership.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';

/** For whom a bundle is made. */
export interface Recipients {
  readonly names: readonly string[];
  /** Their devices. */
  readonly devices: readonly string[];
}

/** As much of a device's id as names it. */
const shortestId = 8;

const devicesOf = ({ devices }: Member): string[] => devices.filter(({ revoked }) => !revoked).map(({ id }) => id);

/** All members, or whom `wanted` names: a person by name in any case or by id, or a device by the beginning of its id. */
export function recipients(membership: Membership, wanted: string | undefined): Result<Recipients, Problem> {
  const members = membership.members().filter(({ revoked }) => !revoked);
  if (wanted === undefined) return success({ names: members.map(({ name }) => name), devices: members.flatMap(devicesOf) });
  const found = members.filter(({ personId, name }) => personId === wanted || name.toLowerCase() === wanted.toLowerCase());
  const [member, ...others] = found;
  if (others.length > 0) {
    const message = `${found.length} members are called ${wanted}; name one by id: ${found.map(({ personId }) => personId).join(', ')}.`;
    return failure(
      problem(
        'ambiguous',
        message,
        'for',
        found.map(({ personId }) => personId),
      ),
    );
  }
  if (member !== undefined) return success({ names: [member.name], devices: devicesOf(member) });
  const id = wanted.toLowerCase();
  for (const { name, devices } of id.length < shortestId ? [] : members) {
    const device = devices.find((one) => !one.revoked && one.id.startsWith(id));
    if (device !== undefined) return success({ names: [name], devices: [device.id] });
  }
  const names = members.map(({ name }) => name);
  const message = `No member is called ${wanted}; a bundle can be made for ${names.join(', ')}. Whoever is new has to be a member first: sextant peer invite`;
  return failure(problem('not-found', message, 'for', names));
}
