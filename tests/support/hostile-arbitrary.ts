// Hostile arguments made from the schemas of the contract: every field is now and then left out, of a wrong type, far too
// long or too large, or text that breaks careless code. Nothing here knows any command or query by name.
import fc from 'fast-check';
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;

/** Text that means something to SQLite, to full-text search, to patterns, to JavaScript objects, or to a terminal. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '\0',
    'a\0b',
    '\u001b[31mred',
    '\u202eright to left',
    '\ufeff',
    `'; DROP TABLE issue; --`,
    '"',
    `"" OR ""`,
    'NEAR(a b)',
    'title:',
    'a* OR (b',
    '-x',
    '^',
    '%',
    '_',
    '\\',
    '[a-z]*',
    '$1',
    '@name',
    '?1',
    '${7*7}',
    'é',
    'e\u0301',
    '🚢',
    'a\nb',
    'a\r\nb',
    ' ',
    '',
    'NaN',
    'null',
    '2026-02-30',
    '9999-12-31',
    '-0001-01-01',
    '../../etc/passwd',
    'moment:1',
    'status:',
    'estimate:>1e999',
    '"unclosed',
    '((((((((',
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('\ud83d', 'x\udc00y'),
  fc.integer({ min: 190, max: 1_100_000 }).map((length) => 'x'.repeat(length)),
);

const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -0,
    -1,
    1e308,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 53,
    0.1 + 0.2,
    [],
    {},
    [[]],
    { length: 1e9 },
    new Date(0),
  ),
  hostileText,
  fc.constant(null).map(() => JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}') as unknown),
  fc.integer({ min: 60, max: 300 }).map((depth) => {
    let nested: unknown = 'deep';
    for (let level = 0; level < depth; level++) nested = [nested];
    return nested;
  }),
  fc.constant(null).map(() => Array.from({ length: 20_000 }, (_, index) => `id-${index}`)),
);

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values that a schema may take, by its outline, with hostile text in every text. `known`: ids that are there. */
function fitting(schema: Schema, known: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...schema['enum']);
  const options = [schema['anyOf'], schema['oneOf']].find((list) => Array.isArray(list));
  if (Array.isArray(options)) return fc.oneof(...options.filter(isSchema).map((option) => fitting(option, known)));
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return fc.array(fitting(isSchema(schema['items']) ? schema['items'] : {}, known), { maxLength: 3 });
    case 'string':
      if (schema['format'] === 'date') return fc.constantFrom('2026-01-05', '2026-02-30', '2026-03-02');
      return typeof schema['pattern'] === 'string' && schema['pattern'].includes('A-Za-z0-9_-') ? known : hostileText;
    case 'integer':
      return fc.oneof(fc.integer({ min: -2, max: 60 }), fc.maxSafeInteger());
    case 'number':
      return fc.oneof(fc.double(), fc.double({ min: 0, max: 50, noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return wrong;
  }
}

function objectOf(schema: Schema, known: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const fields = Object.entries(properties).map(([name, one]): [string, fc.Arbitrary<unknown>] => {
    const fits = fitting(isSchema(one) ? one : {}, known);
    const value = fc.oneof({ weight: 12, arbitrary: fits }, { weight: 1, arbitrary: wrong });
    // Optional ones are left out half of the time, so that now and then everything that is there fits.
    return [name, fc.option(value, { nil: undefined, freq: required.includes(name) ? 40 : 1 })];
  });
  return fc
    .record(Object.fromEntries(fields))
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}

/** Arguments for a schema of the contract. */
export function hostileArguments(args: z.ZodType, known: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' });
  return fc.oneof({ weight: 20, arbitrary: fitting(schema, known) }, { weight: 1, arbitrary: wrong });
}
