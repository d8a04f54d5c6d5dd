// Whose entries are kept at all: those of devices that an owner, or their own person, has spoken of before. It follows from the past of an
// entry alone, so it is the same for everybody; anybody else's could never hold, and there is no end of them.
import type { MembershipEntry } from './membership-entry.ts';

type Entries = ReadonlyMap<string, MembershipEntry>;

/** All entries before one. */
function* pastOf({ after }: MembershipEntry, entries: Entries): Generator<MembershipEntry> {
  const hashes = new Set(after);
  for (const hash of hashes) {
    const entry = entries.get(hash);
    if (entry === undefined) continue;
    yield entry;
    for (const earlier of entry.after) hashes.add(earlier);
  }
}

/** Whether whoever made an entry may have been an owner, as far as its past says. */
function mayBeOwners(entry: MembershipEntry, entries: Entries): boolean {
  for (const { act } of pastOf(entry, entries)) {
    if (act.act === 'set-role' && act.role === 'owner') return true;
    if ((act.act === 'found' || (act.act === 'admit' && act.role === 'owner')) && act.device.id === entry.author) return true;
  }
  return false;
}

/** Whether an entry gives somebody a device who may have been its to give. */
function gives(entry: MembershipEntry, entries: Entries): boolean {
  const { act } = entry;
  if (act.act === 'found' || mayBeOwners(entry, entries)) return true;
  if (act.act !== 'add-device') return false;
  for (const { act: before } of pastOf(entry, entries)) {
    if (!('device' in before) || before.device.id !== entry.author) continue;
    if ((before.act === 'add-device' ? before.personId : before.person.id) === act.personId) return true;
  }
  return false;
}

/** Whether the past of an entry, all of which is in `entries`, gave the device that made it to somebody. */
export function isNamed(entry: MembershipEntry, entries: Entries): boolean {
  for (const before of pastOf(entry, entries)) {
    if ('device' in before.act && before.act.device.id === entry.author && gives(before, entries)) return true;
  }
  return false;
}
