import './skeleton-row.css';

/** A row that has not come yet, as bars of the widths given (in pixels; 0 takes the rest). Appears after 150 ms, so that fast answers do not flicker. */
export function SkeletonRow({ widths }: { widths: readonly number[] }) {
  return (
    <div className="skeleton-row" aria-hidden="true">
      {widths.map((width, place) => (
        // The places never change their order, so the place is a stable key.
        <span
          key={place}
          className="skeleton-bar"
          style={width === 0 ? { flex: 1 } : { width }}
          data-round={width === 14 ? '' : undefined}
        />
      ))}
    </div>
  );
}
