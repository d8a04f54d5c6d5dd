import type { LucideIcon } from 'lucide-react';

/** In units of the icons' own 24 wide grid: 1.2 pixels at 14, the weight of the text beside it. */
const strokeWidth = 2;

/** A line icon at the page's weight. Decorative: whoever uses it says in words what it means. `size` in pixels, 14 unless told. */
export function Icon({ of: Drawing, size = 14 }: { of: LucideIcon; size?: number | undefined }) {
  return <Drawing size={size} strokeWidth={strokeWidth} aria-hidden="true" focusable="false" />;
}
