import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import './menu.css';
import { Icon } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';
import { nextMatch } from './next-match.ts';

/** One value that can be picked. */
export interface PickerEntry<Value> {
  value: Value;
  /** What is matched and read aloud. */
  label: string;
  /** Any 14 pixel glyph before the label. */
  glyph?: ReactNode;
  /** A quiet remark at the right: a count, a date. */
  note?: string | undefined;
  /** Key that picks it while the list is open, one character. */
  hint?: string | undefined;
}

/** What a {@link PickerList} takes. */
export interface PickerListProps<Value> {
  label: string;
  entries: readonly PickerEntry<Value>[];
  /** Values that are set now; each gets a tick. */
  selected: readonly Value[];
  onPick: (value: Value) => void;
  /** Offers to make a value of the typed text when no entry has that name. */
  onCreate?: ((text: string) => void) | undefined;
  /** Picking toggles and the list stays open. */
  several?: boolean | undefined;
}

/** More entries than this get a field to filter them. */
const filterAbove = 8;

/** The list inside a picker: arrows move, `Enter` picks, typing filters (over 8 entries) or jumps. */
export function PickerList<Value>({ label, entries, selected, onPick, onCreate, several }: PickerListProps<Value>) {
  const id = useId();
  const [filter, setFilter] = useState('');
  const filtered = entries.length > filterAbove || onCreate !== undefined;
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = wanted === '' ? entries : entries.filter((entry) => entry.label.toLocaleLowerCase().includes(wanted));
  const chosen = entries.findIndex((entry) => selected.includes(entry.value));
  const [active, setActive] = useState(Math.max(0, chosen));
  const creates = onCreate !== undefined && wanted !== '' && !entries.some((entry) => entry.label.toLocaleLowerCase() === wanted);
  const count = shown.length + (creates ? 1 : 0);
  const at = Math.min(active, count - 1);
  const activeId = count > 0 ? `${id}-${at}` : undefined;

  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const take = (place: number) => {
    const entry = shown[place];
    if (entry) onPick(entry.value);
    else if (creates) onCreate(filter.trim());
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(Math.abs(step) === 1 ? (at + step + count) % Math.max(1, count) : Math.min(count - 1, Math.max(0, at + step)));
    } else if (event.key === 'Enter' || (event.key === ' ' && !filtered)) {
      event.preventDefault();
      take(at);
    } else if (!filtered && (event.key === 'Home' || event.key === 'End')) {
      event.preventDefault();
      setActive(event.key === 'Home' ? 0 : count - 1);
    } else if (!filtered && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const byKey = shown.findIndex((entry) => entry.hint?.toLocaleLowerCase() === event.key.toLocaleLowerCase());
      if (byKey >= 0) take(byKey);
      else
        setActive(
          nextMatch(
            shown.map((entry) => entry.label),
            at,
            event.key,
          ),
        );
    }
  };

  const options = shown.map((entry, place) => ({ entry, place, optionId: `${id}-${place}` }));
  return (
    <>
      {filtered && (
        <input
          className="menu-filter"
          placeholder="Filter…"
          role="combobox"
          aria-label={`${label}: filter`}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={activeId}
          autoComplete="off"
          spellCheck={false}
          value={filter}
          onChange={(event) => {
            setFilter(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          data-autofocus=""
        />
      )}
      <div
        className="menu-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={several}
        aria-activedescendant={filtered ? undefined : activeId}
        tabIndex={filtered ? -1 : 0}
        onKeyDown={filtered ? undefined : onKeyDown}
        data-autofocus={filtered ? undefined : ''}
      >
        {options.map(({ entry, place, optionId }) => (
          <div
            key={optionId}
            id={optionId}
            className="menu-row"
            role="option"
            aria-selected={selected.includes(entry.value)}
            data-active={place === at ? '' : undefined}
            onPointerMove={() => place !== at && setActive(place)}
            onClick={() => onPick(entry.value)}
          >
            {entry.glyph !== undefined && <span className="menu-row-glyph">{entry.glyph}</span>}
            <span className="menu-row-label ellipsis">{entry.label}</span>
            {entry.note && <span className="menu-row-note">{entry.note}</span>}
            {selected.includes(entry.value) && <Icon of={Check} />}
            {entry.hint && <KeyHint keys={entry.hint} />}
          </div>
        ))}
        {creates && (
          <div
            id={`${id}-${shown.length}`}
            className="menu-row"
            role="option"
            aria-selected="false"
            data-active={at === shown.length ? '' : undefined}
            onPointerMove={() => setActive(shown.length)}
            onClick={() => onCreate(filter.trim())}
          >
            <span className="menu-row-label ellipsis">Add “{filter.trim()}”</span>
          </div>
        )}
        {count === 0 && <p className="menu-none">Nothing matches “{filter.trim()}”.</p>}
      </div>
    </>
  );
}
