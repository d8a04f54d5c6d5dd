/**
 * SVG path through the corners `x0, y0, x1, y1, …`, each piece a curve with horizontal tangents at both ends. It stops
 * `tip` pixels before the end, where the head of the arrow sits.
 */
export function edgePath(points: readonly number[], tip: number): string {
  let x = points[0] ?? 0;
  let y = points[1] ?? 0;
  let path = `M${round(x)} ${round(y)}`;
  for (let index = 2; index + 1 < points.length; index += 2) {
    const last = index + 3 >= points.length;
    const end = points[index] ?? 0;
    const nextX = last ? end - Math.sign(end - x) * tip : end;
    const nextY = points[index + 1] ?? 0;
    if (y === nextY) path += `H${round(nextX)}`;
    else {
      const middle = round((x + nextX) / 2);
      path += `C${middle} ${round(y)} ${middle} ${round(nextY)} ${round(nextX)} ${round(nextY)}`;
    }
    x = nextX;
    y = nextY;
  }
  return path;
}

/** Filled head of an arrow that arrives horizontally at the last corner: 7 long, 6 high, times `size`. */
export function arrowHead(points: readonly number[], size: number): string {
  const x = points.at(-2) ?? 0;
  const y = points.at(-1) ?? 0;
  const back = round(x - Math.sign(x - (points.at(-4) ?? 0)) * 7 * size);
  return `M${round(x)} ${round(y)}L${back} ${round(y - 3 * size)}V${round(y + 3 * size)}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
