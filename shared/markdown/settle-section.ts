// Settles the lines of sections that speak of issues: phases named by bullets, order of work, risks, dependency graph.
import { plannedStatus, type Status, statusName } from '#shared/plan/status.ts';
import { readEffort } from './effort-word.ts';
import { readLeadingReference, readReferences, type ReferenceIndex, unwrap } from './issue-reference.ts';
import type { PlanLine } from './plan-line.ts';
import type { OpenIssue, PlanBook } from './reading-book.ts';
import type { PlacedIssue, PlacedPhase, SectionReader } from './section-reader.ts';

/** Gives each bullet that names a phase to the phase of that heading, or makes it a phase of its own. */
export function settlePhaseBullets(book: PlanBook, phases: readonly PlacedPhase[]): void {
  const byKey = new Map(book.issues.map((issue) => [issue.draft.key, issue]));
  for (const phase of phases) {
    const { line } = phase;
    const known = byKey.get(phase.key);
    const issue = known ?? book.openIssue(phase.key, 'phase', phase.title, line, null, phase.milestoneKey);
    if (known === undefined) {
      byKey.set(phase.key, issue);
      const from = line.contentAt + phase.titleAt;
      issue.spots.set('title', { line: line.number, from, to: from + phase.title.length });
      issue.headerLine = 0;
    }
    if (!issue.spots.has('status') && line.box !== null) issue.draft.status = statusOfBox(line.box);
    book.understand(line.number, known === undefined ? `title of ${phase.key}` : `status of ${phase.key}`);
    if (phase.about !== '') issue.body.add(line.number, phase.about);
  }
  book.issues.sort((a, b) => a.draft.line - b.draft.line);
}

function statusOfBox(box: string): Status {
  const category = /[xX]/.test(box) ? 'done' : /[~/]/.test(box) ? 'in-progress' : 'planned';
  return category === 'planned' ? plannedStatus : { category, name: statusName[category], verified: false };
}

/** Puts issues into the sprints that the order of work names, and those labelled `sprint-1` into theirs. */
export function settleSprints(book: PlanBook, placed: readonly PlacedIssue[], index: ReferenceIndex): void {
  const byKey = new Map(book.issues.map((issue) => [issue.draft.key, issue]));
  for (const place of placed) settlePlace(book, byKey, place, index);
  for (const { draft, spots } of book.issues) {
    const label = draft.labels.find((name) => /^sprint[- ]?\d{1,4}$/i.test(name));
    if (label === undefined || draft.sprint !== null) continue;
    draft.sprint = `Sprint ${Number(/\d+/.exec(label)?.[0] ?? '0')}`;
    book.sprint(draft.sprint, '', '', spots.get('labels')?.line ?? draft.line);
  }
  const numbered = book.sprints.every((sprint) => /^sprint \d+$/i.test(sprint.name));
  book.sprints.sort((a, b) => (numbered ? Number(a.name.slice(7)) - Number(b.name.slice(7)) : a.line - b.line));
}

function settlePlace(book: PlanBook, byKey: ReadonlyMap<string, OpenIssue>, place: PlacedIssue, index: ReferenceIndex): void {
  const { line, sprint } = place;
  const bold = /^\*\*([^*]+)\*\*\s*(?:\(([^()]*)\))?(.*)$/s.exec(line.content);
  const found = readLeadingReference(bold?.[1] ?? line.content, index);
  const issue = found === null ? undefined : byKey.get(found.key);
  if (found === null || issue === undefined) {
    book.remark(
      line.number,
      `Expected an issue of this plan in ${sprint}, found "${line.content.slice(0, 80)}"; the line is kept as text.`,
    );
    return book.keep(line, book.notes);
  }
  if (issue.draft.sprint !== null && issue.draft.sprint !== sprint) {
    book.remark(line.number, `${found.key} is put into ${sprint}, but is in ${issue.draft.sprint} already; the first counts.`);
    return book.keep(line, book.notes);
  }
  issue.draft.sprint = sprint;
  book.understand(line.number, `sprint of ${found.key}`);
  if (bold === null) return book.keepRest(line.number, sprint, unwrap(found.rest), issue.body);
  const stated = readEffort(bold[2] ?? '');
  const known = issue.draft.estimate;
  if (stated !== null && known !== null && stated.estimate.likely !== known.likely) {
    book.remark(
      line.number,
      `${sprint} counts ${stated.estimate.likely} hours for ${found.key}, its own estimate says ${known.likely}; its own counts.`,
    );
  }
  const rest = [stated === null ? (bold[2] ?? '') : stated.rest, unwrap(bold[3] ?? '')];
  book.keepRest(line.number, sprint, rest.filter((part) => part !== '').join(', '), issue.body);
}

/** Gives risks the issues that their titles name. */
export function settleRisks(book: PlanBook, section: SectionReader, index: ReferenceIndex): void {
  for (const { index: at, subject } of section.risks) {
    const risk = book.risks[at];
    if (risk === undefined) continue;
    const pieces = readReferences(subject, index);
    risk.issueKeys = [...new Set(pieces.flatMap((piece) => piece.keys))];
    if (pieces.every((piece) => piece.keys.length > 0)) continue;
    risk.title = `${subject}: ${risk.title}`;
    book.remark(risk.line, `The risk "${risk.title}" names an issue that is not in this plan.`);
  }
}

const branch = /^[\s│├└┬─╰|`+\\>→-]+/;

/** Compares the graph that a plan draws with the dependencies that its issues state; what adds to them stays text. */
export function settleGraph(book: PlanBook, graph: SectionReader['graph'], index: ReferenceIndex): void {
  const { lines } = graph;
  const dependencies = new Map(book.dependencies.map((dependency) => [`${dependency.key}\n${dependency.dependsOnKey}`, dependency]));
  const targets = new Set(
    book.externals.filter((external) => external.kind === 'target').map((external) => `${external.key}\n${external.name.toLowerCase()}`),
  );
  const kept = new Set<PlanLine>();
  let root: { readonly key: string; readonly line: PlanLine } | null = null;
  for (const line of lines) {
    const arrow = branch.exec(line.text)?.[0].trim() ?? '';
    const text = line.text.replace(branch, '').trim();
    if (text === '' || /^(?:`{3,}|~{3,})/.test(line.text.trim())) continue;
    const named = readLeadingReference(text, index);
    if (arrow === '') {
      root = named === null ? null : { key: named.key, line };
      if (named === null) kept.add(line);
      continue;
    }
    const [, name = '', note = ''] = /^(.*?)(?:\s+-\s+(.*))?$/s.exec(text) ?? [];
    const known = root === null || named === null ? undefined : dependencies.get(`${named.key}\n${root.key}`);
    if (known !== undefined) {
      if (note !== '' && !known.note.includes(note)) known.note = known.note === '' ? note : `${known.note}; ${note}`;
    } else if (root === null || !targets.has(`${root.key}\n${name.toLowerCase()}`)) {
      kept.add(line);
      if (root !== null) kept.add(root.line);
    }
  }
  if (kept.size > 0 && graph.heading !== null) book.keep(graph.heading, book.notes);
  for (const line of lines) {
    const fence = /^\s*(?:`{3,}|~{3,})/.test(line.text);
    if (kept.has(line) || (fence && kept.size > 0)) book.keep(line, book.notes);
    else if (fence || line.text.trim() === '') book.layout(line.number);
    else book.understand(line.number, 'dependency graph');
  }
}
