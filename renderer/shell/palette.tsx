import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { IssueRow } from '#shared/contract/query.ts';
import { type Action, useAllActions } from '#renderer/state/action.ts';
import { openIssue } from '#renderer/state/navigation.ts';
import { useSelection } from '#renderer/state/selection.ts';
import { useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { IssueLine } from './issue-line.tsx';
import { Modal } from './modal.tsx';
import { capsOf } from './key-sequence.ts';
import { type PaletteSection, paletteSections, paletteText } from './palette-entry.ts';
import { isMac } from './platform.ts';
import { wordMatch } from './word-match.ts';
import './palette.css';

/** Issues shown under the actions. */
const issueLimit = 12;

type Line = { readonly kind: 'action'; readonly action: Action } | { readonly kind: 'issue'; readonly issue: IssueRow };

/** Everything by a few letters: what to do with the selection, commands, places, issues. */
export function Palette({ onClose, onKeySheet }: { onClose: () => void; onKeySheet: () => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const actions = useAllActions();
  const wanted = useMemo(() => paletteText(typed), [typed]);
  const sections = useMemo(() => paletteSections(actions, wanted), [actions, wanted]);
  const issues = useFoundIssues(wanted.mode === 'commands' ? '' : wanted.text);
  const lines: Line[] = [
    ...sections.flatMap((section) => section.entries.map(({ action }): Line => ({ kind: 'action', action }))),
    ...issues.map((issue): Line => ({ kind: 'issue', issue })),
  ];
  const at = Math.max(0, Math.min(active, lines.length - 1));

  const take = (line: Line | undefined): void => {
    if (line === undefined) return;
    onClose();
    // After the palette is gone and has given the focus back, so that what opens next can take it.
    requestAnimationFrame(() => (line.kind === 'action' ? line.action.run() : openIssue(line.issue.id)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && lines.length > 0) {
      setActive((at + step + lines.length) % lines.length);
      requestAnimationFrame(() => list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter') take(lines[at]);
    else if (event.key === '?' && typed === '') onKeySheet();
    else return;
    event.preventDefault();
  };

  return (
    <Modal label="Search or command" className="palette" onClose={onClose}>
      <SelectionTag />
      <div className="palette-field">
        <Icon of={Search} />
        <input
          className="palette-input"
          placeholder="Search or command"
          role="combobox"
          aria-label="Search or command"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={lines.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          data-autofocus=""
        />
        <span className="palette-count">{lines.length === 1 ? '1 result' : `${lines.length} results`}</span>
      </div>
      <div ref={list} className="palette-list" id={`${id}-list`} role="listbox" aria-label="Results">
        <ActionSections sections={sections} at={at} id={id} onPoint={setActive} onTake={(action) => take({ kind: 'action', action })} />
        <IssueSection
          issues={issues}
          from={lines.length - issues.length}
          text={wanted.text}
          at={at}
          id={id}
          onPoint={setActive}
          onTake={(issue) => take({ kind: 'issue', issue })}
        />
        {lines.length === 0 && <p className="palette-none">Nothing is called “{wanted.text}”. Try fewer letters, or a key such as 12.</p>}
      </div>
      <div className="palette-foot" aria-hidden="true">
        <KeyHint keys="↵" /> run
        <KeyHint keys=">" /> commands only
        <KeyHint keys="#" /> issues only
        <span className="palette-foot-end">
          every key: <KeyHint keys="?" />
        </span>
      </div>
    </Modal>
  );
}

/** Issues whose key or words fit, or that a search with fields finds; none for no text. */
function useFoundIssues(text: string): readonly IssueRow[] {
  const today = useToday();
  const asSearch = /[:"]/u.test(text) && parseSearch(text).ok;
  const byWords = useQuery('find-issue', { text: asSearch ? '' : text, roadmapIds: [], limit: issueLimit }).result;
  const bySearch = useQuery('search', { text: asSearch ? text : '', today, limit: asSearch ? issueLimit : 1 }).result;
  if (text === '') return [];
  return (asSearch ? bySearch : byWords)?.rows ?? [];
}

function SelectionTag(): ReactNode {
  const { ids } = useSelection();
  if (ids.size === 0) return null;
  return (
    <div className="palette-selection">
      <Tag tone="accent">{ids.size === 1 ? '1 issue selected' : `${ids.size} issues selected`}</Tag>
    </div>
  );
}

function ActionSections(props: {
  sections: readonly PaletteSection[];
  at: number;
  id: string;
  onPoint: (place: number) => void;
  onTake: (action: Action) => void;
}): ReactNode {
  let place = -1;
  return props.sections.map((section) => (
    <div key={section.title} role="group" aria-label={section.title}>
      <h3 className="palette-title">{section.title}</h3>
      {section.entries.map(({ action, ranges }) => {
        place += 1;
        const mine = place;
        const Drawing = action.icon;
        return (
          <div
            key={action.id}
            id={`${props.id}-${mine}`}
            className="palette-line"
            role="option"
            aria-selected={mine === props.at}
            data-active={mine === props.at ? '' : undefined}
            onPointerMove={() => props.onPoint(mine)}
            onClick={() => props.onTake(action)}
          >
            <span className="palette-glyph">{Drawing && <Drawing size={14} />}</span>
            <span className="palette-words ellipsis">
              <Lit text={action.title} ranges={ranges} />
            </span>
            {action.effect !== undefined && <span className="palette-effect">{action.effect}</span>}
            {capsOf(action.keys?.[0] ?? [], isMac).map((cap) => (
              <KeyHint key={cap} keys={cap} />
            ))}
          </div>
        );
      })}
    </div>
  ));
}

function IssueSection(props: {
  issues: readonly IssueRow[];
  from: number;
  text: string;
  at: number;
  id: string;
  onPoint: (place: number) => void;
  onTake: (issue: IssueRow) => void;
}): ReactNode {
  if (props.issues.length === 0) return null;
  return (
    <div role="group" aria-label="Issues">
      <h3 className="palette-title">Issues</h3>
      {props.issues.map((issue, index) => (
        <div
          key={issue.id}
          id={`${props.id}-${props.from + index}`}
          className="palette-line"
          role="option"
          aria-selected={props.from + index === props.at}
          data-active={props.from + index === props.at ? '' : undefined}
          onPointerMove={() => props.onPoint(props.from + index)}
          onClick={() => props.onTake(issue)}
        >
          <IssueLine issue={issue} title={<Lit text={issue.title} ranges={wordMatch(issue.title, props.text)?.ranges ?? []} />} />
        </div>
      ))}
    </div>
  );
}

/** Text with the letters that were typed in the colour of action. */
function Lit({ text, ranges }: { text: string; ranges: readonly (readonly [number, number])[] }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
