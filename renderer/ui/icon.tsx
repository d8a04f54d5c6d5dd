import type { LucideIcon } from 'lucide-react';

/** A line icon at the page's weight. Decorative: whoever uses it says in words what it means. `size` in pixels, 14 unless told. */
export function Icon({ of: Drawing, size = 14 }: { of: LucideIcon; size?: number | undefined }) {
  return <Drawing size={size} strokeWidth={1.5} absoluteStrokeWidth aria-hidden="true" focusable="false" />;
}
