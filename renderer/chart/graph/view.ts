/** Which part of a drawing is seen: a point `(px, py)` of it appears at `(x + scale · px, y + scale · py)` on the canvas. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A rectangle in pixels of the drawing. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room that is kept free around a drawing that is fitted, in pixels of the canvas. */
export interface Inset {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The part of the drawing that the canvas shows. */
export function seenArea(view: View, size: { readonly width: number; readonly height: number }): Area {
  return { x: -view.x / view.scale, y: -view.y / view.scale, width: size.width / view.scale, height: size.height / view.scale };
}

/**
 * What to draw so that panning does not need a new picture at once: the seen part, widened to whole tiles of half a
 * canvas and one tile around. Stays the same object content for small moves.
 */
export function drawnArea(view: View, size: { readonly width: number; readonly height: number }): Area {
  const seen = seenArea(view, size);
  // Tiles are powers of two in size, so that they do not change at every step of a zoom.
  const tile = 2 ** Math.round(Math.log2(Math.max(200, seen.width / 2)));
  const x = (Math.floor(seen.x / tile) - 0.5) * tile;
  const y = (Math.floor(seen.y / tile) - 0.5) * tile;
  const right = (Math.ceil((seen.x + seen.width) / tile) + 0.5) * tile;
  const bottom = (Math.ceil((seen.y + seen.height) / tile) + 0.5) * tile;
  return { x, y, width: right - x, height: bottom - y };
}

/** True when two rectangles share a point. */
export function areasMeet(a: Area, b: Area): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** The view that shows all of a drawing, no larger than `largest`. */
export function fittingView(
  drawing: { readonly width: number; readonly height: number },
  size: { readonly width: number; readonly height: number },
  inset: Inset,
  largest: number,
): View {
  const width = Math.max(1, size.width - inset.left - inset.right);
  const height = Math.max(1, size.height - inset.top - inset.bottom);
  const scale = Math.min(largest, width / Math.max(1, drawing.width), height / Math.max(1, drawing.height));
  return { x: inset.left, y: inset.top, scale };
}
