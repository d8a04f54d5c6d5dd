// A Sextant of the next version beside those of today, as far as documents are concerned: its space document has one collection more,
// which older programs have never heard of. Devices are simulated in one thread, so whoever is at work says which version it has.
import { documentVersion } from '#electron/engine/document/plan-document.ts';
import { type Layout, spaceLayout } from '#electron/engine/document/record.ts';

/** Version of a program: that of today, or the one that comes after it. */
export type ProgramVersion = 'present' | 'next';

const presentSpace = documentVersion.space;
const collection = 'ofTheNextVersion';
const layout: Layout = { buckets: 1, sets: [], composites: [], since: presentSpace + 1 };
let at: ProgramVersion = 'present';

function become(version: ProgramVersion): void {
  at = version;
  Reflect.set(documentVersion, 'space', version === 'next' ? presentSpace + 1 : presentSpace);
  if (version === 'next') Reflect.set(spaceLayout, collection, layout);
  else Reflect.deleteProperty(spaceLayout, collection);
}

/** Does something as a program of that version does it. */
export function runAs<Value>(version: ProgramVersion, work: () => Value): Value {
  const before = at;
  if (version === before) return work();
  become(version);
  try {
    return work();
  } finally {
    become(before);
  }
}
