import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import './view-tabs.css';
import { Icon } from './icon.tsx';

/** One view among the tabs. */
export interface ViewTab<Id extends string> {
  id: Id;
  label: string;
  icon?: LucideIcon | undefined;
}

/** What {@link ViewTabs} take. */
export interface ViewTabsProps<Id extends string> {
  /** What the tabs choose between, read aloud. */
  label: string;
  tabs: readonly ViewTab<Id>[];
  active: Id;
  onPick: (id: Id) => void;
}

/** Views of the same thing in a row; arrow keys move along it, one stop for the Tab key. */
export function ViewTabs<Id extends string>({ label, tabs, active, onPick }: ViewTabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = (tabs.findIndex((tab) => tab.id === active) + step + tabs.length) % tabs.length;
    const next = tabs[place];
    if (!next) return;
    onPick(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[place]?.focus();
  };
  return (
    <div ref={list} className="view-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className="view-tab"
          aria-selected={tab.id === active}
          tabIndex={tab.id === active ? 0 : -1}
          onClick={() => onPick(tab.id)}
        >
          {tab.icon && <Icon of={tab.icon} />}
          {tab.label}
        </button>
      ))}
    </div>
  );
}
