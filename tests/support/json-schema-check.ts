// A small validator for the part of JSON Schema that our generated schemas use, written apart from the library that
// generates them. Fails on a keyword that it does not know, so that nothing goes unchecked.
type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const typeOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: (value) => Array.isArray(value),
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

/** Says nothing about values. */
const silent: ReadonlySet<string> = new Set([
  '$schema',
  'title',
  'description',
  'format',
  'contentEncoding',
  'definitions',
  '$defs',
  'properties',
  'required',
  'propertyNames',
  'readOnly',
]);

function limits(keyword: string, bound: number, value: unknown): boolean {
  if (keyword === 'minLength') return typeof value !== 'string' || value.length >= bound;
  if (keyword === 'maxLength') return typeof value !== 'string' || value.length <= bound;
  if (keyword === 'minItems') return !Array.isArray(value) || value.length >= bound;
  if (keyword === 'maxItems') return !Array.isArray(value) || value.length <= bound;
  if (keyword === 'minimum') return typeof value !== 'number' || value >= bound;
  if (keyword === 'maximum') return typeof value !== 'number' || value <= bound;
  throw new Error(`The keyword ${keyword} is not known to this check.`);
}

/** Places at which `value` does not fit `schema`; empty when it fits. */
export function schemaViolations(schema: Schema, value: unknown, place = '', root: Schema = schema): string[] {
  const found: string[] = [];
  const sub = (one: unknown, part: unknown, where: string): string[] => schemaViolations(one as Schema, part, where, root); // a schema holds schemas
  const fail = (keyword: string): void => void found.push(`${place} (${keyword})`);
  for (const [keyword, rule] of Object.entries(schema)) {
    if (silent.has(keyword)) continue;
    if (keyword === '$ref') {
      const path = String(rule).replace(/^#\//u, '').split('/');
      found.push(
        ...sub(
          path.reduce<unknown>((node, name) => (name === '' ? node : (node as Schema)[name]), root),
          value,
          place,
        ),
      );
    } else if (keyword === 'type') {
      if (![rule].flat().some((name) => typeOf[String(name)]?.(value))) fail(keyword);
    } else if (keyword === 'const') {
      if (value !== rule) fail(keyword);
    } else if (keyword === 'enum') {
      if (!Array.isArray(rule) || !rule.includes(value)) fail(keyword);
    } else if (keyword === 'anyOf' || keyword === 'oneOf') {
      if (!Array.isArray(rule) || !rule.some((one) => sub(one, value, place).length === 0)) fail(keyword);
    } else if (keyword === 'allOf') {
      if (Array.isArray(rule)) for (const one of rule) found.push(...sub(one, value, place));
    } else if (keyword === 'pattern') {
      if (typeof value === 'string' && !new RegExp(String(rule), 'u').test(value)) fail(keyword);
    } else if (keyword === 'items') {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) found.push(...sub(rule, item, `${place}.${index}`));
    } else if (keyword === 'additionalProperties') {
      if (!isObject(value)) continue;
      for (const [name, part] of Object.entries(value)) {
        if (isObject(schema['properties']) && Object.hasOwn(schema['properties'], name)) continue;
        if (rule === false) found.push(`${place}.${name} (${keyword})`);
        else if (isObject(rule)) found.push(...sub(rule, part, `${place}.${name}`));
      }
    } else if (!limits(keyword, Number(rule), value)) fail(keyword);
  }
  if (isObject(value)) {
    for (const name of Array.isArray(schema['required']) ? schema['required'] : []) {
      if (!Object.hasOwn(value, String(name))) found.push(`${place}.${String(name)} (required)`);
    }
    for (const [name, one] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {})) {
      if (Object.hasOwn(value, name)) found.push(...sub(one, value[name], `${place}.${name}`));
    }
  }
  return found;
}
