import type { ComponentPropsWithRef } from 'react';
import './list-row.css';

/** What a {@link ListRow} takes besides the attributes of a `div`. */
export interface ListRowProps extends ComponentPropsWithRef<'div'> {
  selected?: boolean | undefined;
  /** The one row that the keyboard acts on. */
  current?: boolean | undefined;
}

/** A line of a list, 30 pixels high: ground when hovered or selected, a bar at its left when the keyboard is on it. Its owner gives the role. */
export function ListRow({ selected, current, children, ...rest }: ListRowProps) {
  return (
    <div
      {...rest}
      className={`list-row ${rest.className ?? ''}`}
      data-selected={selected ? '' : undefined}
      data-current={current ? '' : undefined}
    >
      {children}
    </div>
  );
}
