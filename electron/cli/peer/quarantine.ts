// `sextant peer quarantine`: what is kept and does not count, and the way to do it again.
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QuarantineRow } from '#shared/contract/quarantine.ts';
import { limit } from '#shared/plan/limit.ts';
import type { Call, Report } from '../call.ts';
import { wallClock } from '../lookup/find-view.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { safeLine } from '../terminal/text-width.ts';

/** Digits of an id that are shown; as few as four are understood. */
const shownDigits = 8;
const fewestDigits = 4;
/** Changes of a step that are told; of an import there are thousands. */
const told = 8;

async function allSteps(connection: Connection): Promise<{ rows: QuarantineRow[]; built: number }> {
  const rows: QuarantineRow[] = [];
  for (;;) {
    const page = take(await connection.query('quarantine', { offset: rows.length, limit: limit.window }));
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.summary.total) return { rows, built: page.summary.built };
  }
}

function entryText({ issueKey, issueTitle, subject, field, before, after }: QuarantineRow['entries'][number]): string {
  const about = issueKey === null ? (subject ?? '') : `${issueKey} ${issueTitle ?? ''}`;
  return `${about} ${field}: ${before === null ? '' : `${before} → `}${after ?? 'nothing'}`.trim();
}

/** `peer quarantine [take-over ID…|all]`. */
export function quarantine(call: Call, [action, ...ids]: readonly string[]): Promise<Report> {
  if (action === undefined || action === 'list') return list(call);
  if (action === 'take-over' && ids.length > 0) return takeOver(call, ids);
  throw misuse('Expected sextant peer quarantine, or sextant peer quarantine take-over ID…|all.', action, ['list', 'take-over']);
}

async function list(call: Call): Promise<Report> {
  const { rows, built } = await allSteps(await call.open());
  const [first] = rows;
  return {
    json: rows,
    text: (paint) =>
      rows.length === 0
        ? 'Everything counts; the quarantine is empty.'
        : [
            ...rows.flatMap(({ id, author, at, deviceName, sentence, entries }) => [
              paint(
                'title',
                safeLine(`${id.slice(0, shownDigits)}  ${author}${at === '' ? '' : `, ${wallClock(at)}`}, on ${deviceName ?? '?'}`),
              ),
              `  ${safeLine(sentence)}`,
              ...entries.slice(0, told).map((entry) => `  ${safeLine(entryText(entry))}`),
              ...(entries.length > told ? [`  and ${entries.length - told} more`] : []),
              '',
            ]),
            paint('quiet', `${countText(rows.length, 'step')} in quarantine, ${built} of them only for what they build on`),
          ].join('\n'),
    hint:
      first === undefined
        ? null
        : `Do one again as your own: sextant peer quarantine take-over ${built > 1 ? 'all' : first.id.slice(0, shownDigits)}`,
  };
}

/** The steps that are meant: by the beginning of an id, or all that are refused only for what they build on. */
function meant(rows: readonly QuarantineRow[], ids: readonly string[]): QuarantineRow[] {
  if (ids.length === 1 && ids[0] === 'all') return rows.filter(({ reason }) => reason === 'builds-on-refused');
  return ids.map((id) => {
    const found = id.length < fewestDigits ? [] : rows.filter((row) => row.id.startsWith(id.toLowerCase()));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const message =
      only === undefined
        ? `No step in quarantine has an id that begins with "${id}". List them with: sextant peer quarantine`
        : `"${id}" begins the ids of ${found.length} steps; give more of it.`;
    throw new Refusal(1, problem(only === undefined ? 'not-found' : 'ambiguous', message, id));
  });
}

async function takeOver(call: Call, ids: readonly string[]): Promise<Report> {
  const connection = await call.open();
  const { rows } = await allSteps(connection);
  const steps = meant(rows, ids);
  if (steps.length === 0) throw new Refusal(1, problem('not-found', 'Nothing is in quarantine only for what it builds on.', 'all'));
  const { done, kept } = take(await connection.command('take-over-changes', { hashes: steps.flatMap(({ hashes }) => hashes) }));
  return {
    json: { steps: steps.map(({ id }) => id), done, kept },
    text: () => [`Took over ${countText(steps.length, 'step')}.`, ...kept].map(safeLine).join('\n'),
    hint: 'Take it back with: sextant undo',
  };
}
