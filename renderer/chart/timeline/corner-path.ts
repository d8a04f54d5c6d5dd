/** SVG path through the corners `x0, y0, x1, y1, …` of right angles, each rounded by at most `radius`; it ends `tip` pixels before the last. */
export function cornerPath(points: readonly number[], radius: number, tip: number): string {
  const corners: { x: number; y: number }[] = [];
  for (let index = 0; index + 1 < points.length; index += 2) {
    const corner = { x: points[index] ?? 0, y: points[index + 1] ?? 0 };
    const last = corners.at(-1);
    if (last === undefined || last.x !== corner.x || last.y !== corner.y) corners.push(corner);
  }
  const end = corners.at(-1);
  const before = corners.at(-2);
  if (end !== undefined && before !== undefined) end.x -= Math.sign(end.x - before.x) * tip;
  let path = '';
  corners.forEach((corner, index) => {
    const previous = corners[index - 1];
    const next = corners[index + 1];
    if (previous === undefined) path += `M${tenth(corner.x)} ${tenth(corner.y)}`;
    else if (next === undefined) path += `L${tenth(corner.x)} ${tenth(corner.y)}`;
    else {
      const room = Math.min(radius, length(previous, corner) / 2, length(corner, next) / 2);
      const into = towards(corner, previous, room);
      const out = towards(corner, next, room);
      path += `L${tenth(into.x)} ${tenth(into.y)}Q${tenth(corner.x)} ${tenth(corner.y)} ${tenth(out.x)} ${tenth(out.y)}`;
    }
  });
  return path;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function length(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, distance: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * distance, y: from.y + Math.sign(to.y - from.y) * distance };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
