import { Popover as Base } from '@base-ui/react/popover';
import { type ReactElement, useRef, useState } from 'react';
import './menu.css';
import './popover.css';
import type { PopoverAnchor } from './popover.tsx';
import { PickerList, type PickerListProps } from './picker-list.tsx';

/** What a {@link Picker} takes: a list, and either a `trigger` of its own or an `anchor` at which its owner opens it. */
export interface PickerProps<Value> extends PickerListProps<Value> {
  trigger?: ReactElement | undefined;
  anchor?: PopoverAnchor | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  align?: 'start' | 'center' | 'end' | undefined;
}

/** Chooses one value (or several) from a floating list; closes when one is picked and gives the focus back. */
export function Picker<Value>({ trigger, anchor, open, onOpenChange, align = 'start', ...list }: PickerProps<Value>) {
  const [ownOpen, setOwnOpen] = useState(false);
  const popup = useRef<HTMLDivElement>(null);
  const isOpen = open ?? ownOpen;
  const change = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  return (
    <Base.Root open={isOpen} onOpenChange={change}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner className="layer" anchor={anchor} align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup
            ref={popup}
            className="popover picker"
            aria-label={list.label}
            initialFocus={() => popup.current?.querySelector<HTMLElement>('[data-autofocus]') ?? true}
          >
            <PickerList
              {...list}
              onPick={(value) => {
                list.onPick(value);
                if (!list.several) change(false);
              }}
              onCreate={
                list.onCreate &&
                ((text) => {
                  list.onCreate?.(text);
                  if (!list.several) change(false);
                })
              }
            />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
