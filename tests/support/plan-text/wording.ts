// Words for generated plans: plain ones that no dialect could take for a field.
import type { Random } from '#shared/base/random.ts';

const words =
  'cache router stream index parser widget ledger token schema bundle session vector worker panel digest socket broker shard lease cursor replica anchor beacon carrier docket engine filter gateway harbor journal kernel lattice matrix notary outlet payload quota relay signal tenant upload vault window archive balance channel display export format grammar header import'.split(
    ' ',
  );
const verbs = 'build extend harden measure move polish rename repair replace review split trace trim unify verify'.split(' ');

/** A capitalised phrase of about `length` characters, at least two words: "Repair cursor gateway". */
export function phrase(random: Random, length: number): string {
  let text = word(random, verbs);
  do text += ` ${word(random, words)}`;
  while (text.length < length - 3);
  return capitalised(text);
}

/** Sentences of about `length` characters together, on one line. */
export function paragraph(random: Random, length: number): string {
  const sentences: string[] = [];
  for (let written = 0; written < length;) {
    const sentence = `${phrase(random, Math.min(60, Math.max(12, length - written)))}.`;
    sentences.push(sentence);
    written += sentence.length + 1;
  }
  return sentences.join(' ');
}

function word(random: Random, list: readonly string[]): string {
  return list[Math.floor(random() * list.length)] ?? '';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
