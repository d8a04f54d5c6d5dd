import './capacity-bar.css';

/** How much of a capacity is taken, 92 pixels for the capacity; what lies above it is hatched. Decoration beside the numbers as text. */
export function CapacityBar({ used, capacity }: { used: number; capacity: number }) {
  const part = capacity > 0 ? used / capacity : used > 0 ? 2 : 0;
  const over = Math.min(0.5, Math.max(0, part - 1));
  return (
    <span className="capacity-bar" data-over={over > 0 ? '' : undefined} aria-hidden="true">
      <span className="capacity-bar-track">
        <span className="capacity-bar-used" style={{ width: `${Math.min(1, part) * 100}%` }} />
      </span>
      {over > 0 && <span className="capacity-bar-over" style={{ width: `${Math.max(4, over * 92)}px` }} />}
    </span>
  );
}
