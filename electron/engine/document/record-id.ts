import { randomFillSync } from 'node:crypto';

const digits = '0123456789abcdefghijklmnopqrstuv';
const timeDigits = 10;
const countDigits = 3;
const countLimit = 32 ** countDigits;
const randomDigits = 12;
/** Ids whose random part is drawn at once. */
const drawn = 512;

/** A whole number in base 32. */
function spell(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let place = 0; place < length; place++) {
    text = (digits[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * Makes ids of 25 digits that never repeat: when (ms), which one of that moment, and 60 random bits, so that no two
 * devices agree. Later ones sort behind earlier ones: what is created together lies together in every table and index,
 * which makes an import write a tenth of the pages that random ids made it write.
 */
export function createRecordIds(now: () => number): () => string {
  const random = new Uint8Array(randomDigits * drawn);
  let used = random.length;
  let moment = 0;
  let count = 0;
  let front = '';
  return () => {
    const time = Math.max(moment, now());
    count = time === moment ? count + 1 : 0;
    // More in one moment than can be told apart: the next moment lends some.
    moment = count === countLimit ? time + 1 : time;
    if (count === countLimit) count = 0;
    if (count === 0) front = spell(moment, timeDigits);
    if (used === random.length) {
      randomFillSync(random);
      used = 0;
    }
    let id = front + spell(count, countDigits);
    for (const end = used + randomDigits; used < end; used++) id += digits[(random[used] ?? 0) & 31] ?? '0';
    return id;
  };
}
