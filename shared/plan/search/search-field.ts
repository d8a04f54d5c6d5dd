// The fields of the search language: their names, the words that they take and how they are told in messages and help.
// One table, so that parser, printer, help and the box that completes names agree.
import { IssueKind } from '../issue.ts';
import { Priority } from '../priority.ts';
import { StatusCategory } from '../status.ts';

/** What kind of values a field takes. `status` takes words and the wording of the plan. */
type FieldKind = 'status' | 'priority' | 'word' | 'name' | 'amount' | 'day';

interface Field {
  readonly kind: FieldKind;
  /** Words that it takes, beside names, numbers or days. */
  readonly words: readonly string[];
  /** Whether it takes `none`. */
  readonly none: boolean;
  /** For the help: what it asks for. */
  readonly about: string;
}

const yesOrNo = ['yes', 'no'];
const name = (about: string, none = true): Field => ({ kind: 'name', words: [], none, about });

/** All fields by name. */
const searchFields = {
  status: {
    kind: 'status',
    words: ['open', 'closed', ...StatusCategory.options],
    none: false,
    about: 'status, also in the wording of the plan',
  },
  priority: { kind: 'priority', words: Priority.options, none: true, about: 'priority; <=P1 is P0 and P1' },
  label: name('label'),
  component: name('component'),
  category: name('category'),
  kind: { kind: 'word', words: IssueKind.options, none: false, about: 'what the plan calls it' },
  milestone: name('milestone, by key or title'),
  sprint: name('sprint'),
  assignee: { ...name('person, or me'), words: ['me'] },
  roadmap: name('roadmap, by title', false),
  key: name('key', false),
  flag: name('feature flag'),
  blocked: { kind: 'word', words: yesOrNo, none: false, about: 'waits for something' },
  ready: { kind: 'word', words: yesOrNo, none: false, about: 'can start now' },
  is: {
    kind: 'word',
    words: ['open', 'closed', 'ready', 'blocked', 'overdue'],
    none: false,
    about: 'state; overdue: open after its sprint or milestone',
  },
  has: {
    kind: 'word',
    words: [
      'estimate',
      'points',
      'priority',
      'checklist',
      'body',
      'comment',
      'label',
      'component',
      'category',
      'milestone',
      'sprint',
      'assignee',
      'flag',
      'dependency',
      'external',
      'hold',
    ],
    none: false,
    about: 'something is set or there',
  },
  estimate: { kind: 'amount', words: [], none: true, about: 'likely hours; d is 8 h, w is 40 h' },
  points: { kind: 'amount', words: [], none: true, about: 'points' },
  waits: { kind: 'amount', words: [], none: false, about: 'open issues that it waits for' },
  unblocks: { kind: 'amount', words: [], none: false, about: 'open issues that wait for it' },
  created: { kind: 'day', words: [], none: false, about: 'when it came into the plan' },
  updated: { kind: 'day', words: [], none: false, about: 'when it was last changed' },
  closed: { kind: 'day', words: [], none: true, about: 'when it was finished or cancelled' },
} as const satisfies Readonly<Record<string, Field>>;

/** Name of a field. */
export type SearchField = keyof typeof searchFields;

/** The names, in the order of the help. */
// The keys of a constant object are its names.
export const searchFieldNames = Object.keys(searchFields) as readonly SearchField[];

/** Other words for the same, as other tools have them. */
const otherNames: Readonly<Record<string, SearchField>> = {
  state: 'status',
  prio: 'priority',
  tag: 'label',
  labels: 'label',
  area: 'component',
  type: 'kind',
  epic: 'milestone',
  owner: 'assignee',
  assigned: 'assignee',
  id: 'key',
  effort: 'estimate',
  hours: 'estimate',
  size: 'points',
};

/** The field that a typed name means, in any case; `null` when there is none. */
export function searchField(typed: string): SearchField | null {
  const wanted = typed.toLowerCase();
  const own = searchFieldNames.find((field) => field === wanted);
  return own ?? (Object.hasOwn(otherNames, wanted) ? (otherNames[wanted] ?? null) : null);
}

/** What a field takes. */
export function fieldOf(field: SearchField): Field {
  return searchFields[field];
}
