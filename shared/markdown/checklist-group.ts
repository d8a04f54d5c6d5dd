// Lists of a plan that are checklists: which heading or label makes a list one, and the items under it with their
// nesting. Serves reading; a list without boxes under a heading that it does not know stays text.
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import { limit } from '#shared/plan/limit.ts';
import type { ChecklistOwner } from '#shared/plan/plan-draft.ts';
import type { PlanLine } from './plan-line.ts';
import type { PlanBook } from './reading-book.ts';

const kinds: readonly (readonly [ChecklistKind, RegExp])[] = [
  ['must-have', /^must[ -]haves?$/i],
  ['acceptance', /^(?:acceptance(?: criteria)?|success criteria|definition of done|dod|exit criteria|done when)$/i],
  ['gap', /^gaps?(?: to close)?$/i],
  ['metric', /^(?:success |key )?metrics$/i],
  ['action', /^(?:next|immediate) (?:actions?|steps?)$/i],
  ['deliverable', /^(?:(?:key |expected |main )?deliverables|(?:required|expected)\s.*|outputs?)$/i],
  ['task', /^(?:(?:sub)?tasks|sub-tasks|to-?dos?|checklist|plans|steps|implementation (?:tasks|steps))$/i],
];

/** The kind of checklist that a heading or label announces, or `null`. */
export function checklistKindOf(name: string): ChecklistKind | null {
  const bare = name
    .replaceAll('**', '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\s*\([^()]*\)$/, '')
    .trim();
  return kinds.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
}

interface Group {
  readonly kind: ChecklistKind;
  readonly name: string;
  readonly owner: ChecklistOwner;
  /** Plain bullets count as items too. */
  readonly plain: boolean;
  /** Text has come between: from then on only items with a box belong to it. */
  interrupted: boolean;
}

/** The checklist that is being read, if any. */
export class ChecklistGroup {
  readonly #book: PlanBook;
  #group: Group | null = null;
  /** Items that a further one may be nested under, innermost last. */
  #open: { readonly indent: number; readonly index: number }[] = [];
  /** The line before was an item or continued one. */
  #following = false;

  constructor(book: PlanBook) {
    this.#book = book;
  }

  /** Lists from here on belong to this group. */
  start(kind: ChecklistKind, name: string, owner: ChecklistOwner, plain: boolean): void {
    this.end();
    this.#group = { kind, name, owner, plain, interrupted: false };
  }

  /** No group any more. */
  end(): void {
    this.#group = null;
    this.#open = [];
    this.#following = false;
  }

  /** Other text has come: plain bullets after it are text too. */
  interrupt(): void {
    if (this.#group !== null) this.#group.interrupted = true;
    this.#open = [];
    this.#following = false;
  }

  /** Name of the group that is open, or empty. */
  get name(): string {
    return this.#group?.name ?? '';
  }

  /** True while plain bullets are items. */
  get takesPlain(): boolean {
    return this.#group !== null && this.#group.plain && !this.#group.interrupted;
  }

  /** Takes a list item; `false` when it is no item of a checklist. Without a group, an item with a box gets the one given. */
  take(line: PlanLine, otherwise: { readonly kind: ChecklistKind; readonly owner: ChecklistOwner }): boolean {
    const nested = this.#open.length > 0 && line.indent >= (this.#open[0]?.indent ?? 0) + 2;
    if (line.box === null && !this.takesPlain && !nested) return false;
    const text = line.content.trim();
    if (text === '' || text.length > limit.note) return false;
    while (this.#open.length > 0 && line.indent < (this.#open.at(-1)?.indent ?? 0) + 2) this.#open.pop();
    const kind = this.#group?.kind ?? otherwise.kind;
    const owner = this.#group?.owner ?? otherwise.owner;
    const done = line.box === null ? null : /[xX]/.test(line.box);
    const index = this.#book.addItem(owner, kind, this.name, text, done, this.#open.at(-1)?.index ?? null, line.number);
    this.#open.push({ indent: line.indent, index });
    this.#following = true;
    this.#book.understand(line.number, `${kind} item of ${ownerName(owner)}`);
    if (line.box !== null && !/[ xX]/.test(line.box)) {
      this.#book.remark(line.number, `The box [${line.box}] is neither ticked nor empty; it is read as not done.`);
    }
    return true;
  }

  /** Takes a further line of the item before; `false` when there is none. */
  continueItem(line: PlanLine): boolean {
    const item = this.#following ? this.#book.checklist.at(-1) : undefined;
    if (item === undefined || item.text.length + line.content.length >= limit.note) return false;
    item.text = `${item.text} ${line.content}`;
    this.#book.understand(line.number, `${item.kind} item of ${ownerName(item.owner)}`);
    return true;
  }

  /** A blank line or other shape came: what follows is no continuation of the item before. */
  pause(): void {
    this.#following = false;
  }
}

/** How the ledger names the owner of a checklist. */
function ownerName(owner: ChecklistOwner): string {
  return owner.on === 'roadmap' ? 'the roadmap' : owner.key;
}
