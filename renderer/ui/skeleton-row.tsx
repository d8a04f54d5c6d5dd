import './skeleton-row.css';

/** A row that has not come yet, as bars of the widths given (in pixels; 0 takes the rest). Appears after 150 ms, so that fast answers do not flicker. */
export function SkeletonRow({ widths }: { widths: readonly number[] }) {
  // The bars never change their order, so their place names them.
  const bars = widths.map((width, place) => ({ name: `bar ${place}`, width }));
  return (
    <div className="skeleton-row" aria-hidden="true">
      {bars.map(({ name, width }) => (
        <span
          key={name}
          className="skeleton-bar"
          style={width === 0 ? { flex: 1 } : { width }}
          data-round={width === 14 ? '' : undefined}
        />
      ))}
    </div>
  );
}
