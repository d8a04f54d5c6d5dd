import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '#shared/contract/command.ts';
import { jobs } from '#shared/contract/job.ts';
import { ClientMessage, contractVersion, EngineMessage } from '#shared/contract/message.ts';
import { queries } from '#shared/contract/query.ts';

/** What was published as each version. A change of the contract needs a new line here and, once released, a new version. */
const published: Readonly<Record<number, string>> = {
  1: 'bd815b27b94a8451',
};

function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function schemasOf(entries: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>>): unknown {
  return Object.entries(entries).map(([name, parts]) => [name, Object.entries(parts).map(([part, schema]) => [part, schemaOf(schema)])]);
}

test('the contract is the one that its version stands for', () => {
  const contract = [schemasOf(commands), schemasOf(queries), schemasOf(jobs), schemaOf(ClientMessage), schemaOf(EngineMessage)];
  const hash = createHash('sha256').update(JSON.stringify(contract)).digest('hex').slice(0, 16);
  expect({ version: contractVersion, hash }).toEqual({ version: contractVersion, hash: published[contractVersion] });
});
