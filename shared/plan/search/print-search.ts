// Writes a search as text. Reading what it wrote gives the same search again (a law in tests/law).
import type { SearchField } from './search-field.ts';
import type { SearchNode, SearchValue } from './search-node.ts';

/** The text of a search, in one spelling. */
export function printSearch(node: SearchNode): string {
  switch (node.kind) {
    case 'all':
      return node.of.map((part) => (part.kind === 'any' ? grouped(part) : printSearch(part))).join(' ');
    case 'any':
      return node.of.map(printSearch).join(' OR ');
    case 'not':
      return `-${node.of.kind === 'text' || node.of.kind === 'field' ? printSearch(node.of) : grouped(node.of)}`;
    case 'text':
      return (node.quoted ? quoted(node.text) : node.text) + (node.prefix ? '*' : '');
    case 'field':
      return `${node.field}:${node.values.map((value) => printValue(node.field, value)).join(',')}`;
  }
}

/** The space keeps a word with a parenthesis of its own apart from the one that closes the group. */
function grouped(node: SearchNode): string {
  const text = printSearch(node);
  return `(${text}${text.includes('(') ? ' ' : ''})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/gu, (sign) => `\\${sign}`)}"`;
}

/** Names that nothing else can be read from. */
const plainName = /^[\p{L}\p{N}][\p{L}\p{N}_.#/+&-]*$/u;

function printValue(field: SearchField, value: SearchValue): string {
  switch (value.kind) {
    case 'none':
    case 'me':
      return value.kind;
    case 'word':
      return value.word;
    case 'name':
      return printName(field, value);
    case 'amount':
      return signed(value.comparison, field === 'priority' ? `P${value.amount}` : String(value.amount));
    case 'amounts':
      return `${value.from}..${value.to}`;
    case 'day':
      return signed(value.comparison, value.day);
    case 'days':
      return `${value.from}..${value.to}`;
    case 'age':
      return `${value.comparison}${value.days}d`;
  }
}

/** The wording of a plan keeps its quotes, without which it may be taken for a slip. */
function printName(field: SearchField, { text, prefix }: Extract<SearchValue, { kind: 'name' }>): string {
  if (prefix) return `${text}*`;
  const plain = plainName.test(text) && field !== 'status' && !['none', 'me'].includes(text.toLowerCase());
  return plain ? text : quoted(text);
}

function signed(comparison: string, text: string): string {
  return comparison === '=' ? text : comparison + text;
}
