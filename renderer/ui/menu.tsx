import { Menu as Base } from '@base-ui/react/menu';
import { Fragment, type ReactElement } from 'react';
import './menu.css';
import './popover.css';
import { MenuRowContent } from './menu-row.tsx';
import type { MenuEntry } from './menu-row.tsx';

/** What a {@link Menu} takes. */
export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end' | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** A list of actions under a button: arrow keys move, letters jump, `Enter` runs. For choosing values use the picker. */
export function Menu({ trigger, entries, align = 'start', onOpenChange }: MenuProps) {
  return (
    <Base.Root modal={false} onOpenChange={(open) => onOpenChange?.(open)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="layer" align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup className="popover menu">
            {entries.map((entry) => (
              <Fragment key={entry.id}>
                {entry.separated && <Base.Separator className="menu-separator" />}
                <Base.Item
                  className="menu-row"
                  data-tone={entry.tone}
                  disabled={entry.disabledReason !== undefined}
                  title={entry.disabledReason}
                  label={entry.label}
                  onClick={() => entry.onPick()}
                >
                  <MenuRowContent entry={entry} />
                </Base.Item>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
