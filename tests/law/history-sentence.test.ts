import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { changeSentence, type ToldChange } from '#renderer/sign/change-sentence.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { randomCommand, settleArguments } from '#tests/support/command-arbitrary.ts';
import { type OpenStore, openStore } from '#tests/support/open-store.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';

// Whatever is recorded, by whichever command, can be told to people: in words, not in the names of fields.

const Entry = z.object({
  command: z.string(),
  issueId: IssueId.nullable(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** Everything that the history of a workspace records. */
function recorded(open: OpenStore): ToldChange[] {
  const rows = open.reader.prepare('SELECT command, issue_id AS issueId, field, before, after FROM activity').all();
  return z.array(Entry).parse(rows);
}

/** Names as programs write them; a hyphen stands in none of our words. */
const notWords = /[a-z][A-Z]|[a-z]-[a-z]|_|undefined|null|\bon to\b|\benabled\b|\bissueIds\b/u;
/** A value has to follow. */
const expectsValue = /(?: to|:| for| of| behind| flag| milestone| sprint)$/u;

test('every change that any command records is told in words, with its value where the sentence asks for one', () => {
  const told = new Set<string>();
  const commands = new Set<string>();
  fc.assert(
    fc.property(randomPlanFile, fc.array(randomCommand, { minLength: 20, maxLength: 60, size: 'max' }), (plan, moves) => {
      const open = openStore();
      open.importFiles([plan]);
      for (const move of moves) open.command(move.name, settleArguments(move, open));
      for (const change of recorded(open)) {
        const { did, value, from } = changeSentence(change);
        told.add(did);
        commands.add(change.command);
        expect(did, JSON.stringify(change)).not.toMatch(notWords);
        expect(did).toMatch(/^[a-z]/u);
        if (expectsValue.test(did)) expect(value ?? from, `${did}: ${JSON.stringify(change)}`).not.toBeNull();
      }
      open.close();
    }),
    { numRuns: Number(process.env['RUNS'] ?? 12), seed: Number(process.env['SEED'] ?? 7), endOnFailure: true },
  );
  expect(told.size).toBeGreaterThan(40);
  expect(commands.size).toBeGreaterThan(30);
});
