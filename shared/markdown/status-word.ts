// What a plan's wording of a status means. The wording itself stays; only its category is ours.
import { type Status, type StatusCategory, statusName } from '#shared/plan/status.ts';
import { limit } from '#shared/plan/limit.ts';

/** First match wins: "not started" must not be found by "started", nor "incomplete" by "complete". */
const wordings: readonly (readonly [StatusCategory, RegExp])[] = [
  ['planned', /^(?:not (?:yet |started|complete|done|begun)|incomplete|unstarted|unresolved)/i],
  ['cancelled', /^(?:cancel|won'?t |wontfix|dropped|rejected|abandoned|obsolete|superseded|duplicate|removed)/i],
  ['in-progress', /^(?:in[ -]?progress|wip\b|started|active|ongoing|doing|(?:in |under )?review|testing|partial|working|en cours)/i],
  [
    'done',
    /^(?:complete|done\b|closed|shipped|finished|solidified|released|delivered|merged|verified|resolved|fixed|implemented|100 ?%|terminé)/i,
  ],
  ['in-progress', /^\d{1,2} ?%/],
  ['backlog', /^(?:backlog|deferred|icebox|later\b|someday|proposed|proposal|draft|idea|on hold|paused|parked)/i],
  ['planned', /^(?:planned|planning|to-?do\b|to do\b|open\b|pending|ready|scheduled|new\b|queued|upcoming|next\b|blocked|à faire|bloqué)/i],
];

const signs: readonly (readonly [StatusCategory, RegExp])[] = [
  ['done', /^[✅☑✔✓🎉]/u],
  ['in-progress', /^(?:🔄|🚧|⏳|🏗|🟡|🔵|🔨)/u],
  ['backlog', /^(?:⏸|💤|🧊)/u],
  ['cancelled', /^[❌🚫✖]/u],
  ['planned', /^(?:⬜|📋|🔲|🆕|⏱|📅|⚪|◻|☐)/u],
];

/** A status with how sure its category is: `false` when the wording is not known and is taken as planned. */
export interface StatusReading {
  readonly status: Status;
  readonly known: boolean;
}

/** Reads a status such as `✅ Complete and Verified`: its words, else its sign, tell the category. `null` when nothing is there or it is too long for a name. */
export function readStatus(text: string): StatusReading | null {
  const value = text.replaceAll('**', '').trim();
  const name = value.replace(/^[^\p{L}\p{N}]+/u, '').trim();
  if (value === '' || name.length > limit.name) return null;
  const category = categoryOf(wordings, name) ?? categoryOf(signs, value);
  if (name === '') return category === null ? null : { status: { category, name: statusName[category], verified: false }, known: true };
  const verified = /\bverified\b/i.test(name) && !/\b(?:not|un|to be) ?verified\b/i.test(name);
  return { status: { category: category ?? 'planned', name, verified }, known: category !== null };
}

/** The category that a sign such as ✅ at the start of a heading gives, or `null`. */
export function statusOfSign(text: string): Status | null {
  const category = categoryOf(signs, text);
  return category === null ? null : { category, name: statusName[category], verified: false };
}

function categoryOf(table: readonly (readonly [StatusCategory, RegExp])[], text: string): StatusCategory | null {
  return table.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
