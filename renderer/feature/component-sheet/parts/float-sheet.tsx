import { CircleDashed, Gauge, GanttChart, Trash2, User } from 'lucide-react';
import { useState } from 'react';
import { Mark } from '#renderer/sign/mark.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { type MenuEntry, MenuRowContent } from '#renderer/ui/menu-row.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { SplitResizer } from '#renderer/ui/split-resizer.tsx';
import { ToastBody } from '#renderer/ui/toast.tsx';
import { TooltipBody } from '#renderer/ui/tooltip.tsx';
import { type ViewTab, ViewTabs } from '#renderer/ui/view-tabs.tsx';
import { Specimen } from './specimen.tsx';

const ignore = () => undefined;

const entries: readonly MenuEntry[] = [
  { id: 'status', label: 'Status', icon: CircleDashed, hint: 'S', onPick: ignore },
  { id: 'assign', label: 'Assign', icon: User, hint: 'A', onPick: ignore },
  { id: 'sprint', label: 'Sprint', icon: GanttChart, hint: '⇧ S', onPick: ignore },
  { id: 'estimate', label: 'Estimate', icon: Gauge, hint: 'E', onPick: ignore },
  { id: 'delete', label: 'Delete', icon: Trash2, hint: 'Del', tone: 'danger', separated: true, onPick: ignore },
];

/** What floats: menus, tooltips, toasts, popovers. Shown at rest, and to be opened. */
export function FloatSheet() {
  return (
    <>
      <div className="sheet-floats">
        <Specimen title="Menu, 28 px rows">
          <RestingMenu />
        </Specimen>
        <Specimen title="Tooltip · toast">
          <div className="tooltip sheet-tooltip">
            <TooltipBody content="Blocked by AQE-1 and a licence" note="earliest start 30 Nov" />
          </div>
          <div className="toast">
            <ToastBody
              message={{
                id: 1,
                tone: 'done',
                text: 'Moved 3 issues to Sprint 4',
                actions: [
                  { label: 'Show', run: ignore },
                  { label: 'Undo', hint: 'Ctrl Z', run: ignore },
                ],
              }}
              onClose={ignore}
            />
          </div>
          <div className="toast">
            <ToastBody message={{ id: 2, tone: 'problem', text: 'AQE-1 already waits for AQE-3.' }} onClose={ignore} />
          </div>
        </Specimen>
      </div>
      <Specimen title="Open them">
        <div className="sheet-line">
          <Menu trigger={<Button>Menu</Button>} entries={entries} />
          <Popover trigger={<Button>Popover</Button>} label="Facts" width={308}>
            <p className="sheet-popover">Facts about one thing, 308 wide. A press outside or Esc closes it.</p>
          </Popover>
          <IconButton icon={Gauge} label="Icon with a tooltip" hint="G" />
        </div>
      </Specimen>
      <Specimen title="View tabs">
        <Tabs />
      </Specimen>
      <Specimen title="Edge of a side panel">
        <Pane />
      </Specimen>
      <Specimen title="People">
        <div className="sheet-line">
          {['Ines Marques', 'Jonas Falk', 'Priya Nair', 'Tomás Ruiz'].map((name, index) => (
            <span key={name} className="sheet-person">
              <Avatar name={name} index={index} /> {name}
            </span>
          ))}
          <span className="sheet-person">
            <Avatar name={null} /> nobody
          </span>
        </div>
      </Specimen>
      <Specimen title="Mark">
        <div className="sign-marks">
          {[42, 28, 18, 16].map((size) => (
            <Mark key={size} size={size} />
          ))}
        </div>
      </Specimen>
    </>
  );
}

/** The look of an open menu, without opening it. */
function RestingMenu() {
  return (
    <div className="popover menu sheet-menu" aria-hidden="true">
      {entries.map((entry, place) => (
        <div key={entry.id}>
          {entry.separated && <div className="menu-separator" />}
          <div className="menu-row" data-active={place === 1 ? '' : undefined} data-tone={entry.tone}>
            <MenuRowContent entry={entry} />
          </div>
        </div>
      ))}
    </div>
  );
}

function Pane() {
  const [width, setWidth] = useState(260);
  return (
    <div className="sheet-pane" style={{ width }}>
      {width} wide
      <SplitResizer label="Width of the panel" width={width} min={200} max={360} edge="right" onResize={setWidth} />
    </div>
  );
}

function Tabs() {
  const [active, setActive] = useState('table');
  const tabs: readonly ViewTab<string>[] = [
    { id: 'table', label: 'Table' },
    { id: 'graph', label: 'Graph' },
    { id: 'timeline', label: 'Timeline' },
  ];
  return (
    <div className="sheet-tabs">
      <ViewTabs label="View" tabs={tabs} active={active} onPick={setActive} />
    </div>
  );
}
