// What an index tells beforehand about the issues that meet a search: necessary, not sufficient, so that whoever reads
// fewer issues because of it still has to ask each for the whole condition.
import { searchWords } from '#shared/plan/search/search-word.ts';
import type { SearchField } from '#shared/plan/search/search-field.ts';
import type { SearchNode, SearchValue } from '#shared/plan/search/search-node.ts';
import { nameSpellings } from './search-condition.ts';

/** Classes of readiness, as the column `readiness` numbers them: 0 in progress, 1 ready, 2 blocked, 3 done, 4 cancelled. */
const everyClass: readonly number[] = [0, 1, 2, 3, 4];

const classesOf: Readonly<Record<string, readonly number[]>> = {
  open: [0, 1, 2],
  closed: [3, 4],
  // What is in progress may wait for something as well.
  blocked: [0, 2],
  ready: [1],
  overdue: [0, 1, 2],
  backlog: [1, 2],
  planned: [1, 2],
  'in-progress': [0],
  done: [3],
  cancelled: [4],
};

function valueClasses(field: SearchField, value: SearchValue): readonly number[] {
  if (value.kind !== 'word') return everyClass;
  if (field === 'status' || field === 'is') return classesOf[value.word] ?? everyClass;
  return (field === 'blocked' || field === 'ready') && value.word === 'yes' ? (classesOf[field] ?? everyClass) : everyClass;
}

/** The classes of readiness that an issue may be in. */
export function searchClasses(node: SearchNode): readonly number[] {
  switch (node.kind) {
    case 'all':
      return everyClass.filter((one) => node.of.every((part) => searchClasses(part).includes(one)));
    case 'any':
      return everyClass.filter((one) => node.of.some((part) => searchClasses(part).includes(one)));
    case 'field':
      return everyClass.filter((one) => node.values.some((value) => valueClasses(node.field, value).includes(one)));
    case 'not':
    case 'text':
      return everyClass;
  }
}

/** Fields whose names stand in the column `label` of the index. */
const labelled: ReadonlySet<SearchField> = new Set(['label', 'component', 'category', 'flag']);

function valueWords(value: SearchValue): string | null {
  if (value.kind !== 'name') return null;
  const spelled = nameSpellings(value.text).map((name) => searchWords(name).join(' '));
  // A name of signs alone has no words.
  return spelled.includes('') ? null : spelled.map((words) => `"${words}"${value.prefix ? ' *' : ''}`).join(' OR ');
}

/** An expression of FTS5 that fits every issue; `null` when there is none that fits less than all. */
export function searchLabels(node: SearchNode): string | null {
  switch (node.kind) {
    case 'all': {
      const found = node.of.map(searchLabels).filter((part) => part !== null);
      return found.length === 0 ? null : `(${found.join(' AND ')})`;
    }
    case 'any': {
      const found = node.of.map(searchLabels);
      return found.length === 0 || found.includes(null) ? null : `(${found.join(' OR ')})`;
    }
    case 'field': {
      const found = labelled.has(node.field) ? node.values.map(valueWords) : [null];
      return found.includes(null) ? null : `({label} : (${found.join(' OR ')}))`;
    }
    case 'not':
    case 'text':
      return null;
  }
}
