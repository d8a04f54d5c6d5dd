import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';

/** One thing with an amount. */
export interface TreemapCell {
  readonly id: string;
  readonly title: string;
  readonly amount: number;
  /** Finished: drawn paler. */
  readonly pale: boolean;
  /** Where a press on it leads. */
  readonly href: string | null;
}

/** Things that belong together. */
export interface TreemapGroup {
  readonly name: string;
  /** CSS colour. */
  readonly colour: string;
  readonly amount: number;
  readonly cells: readonly TreemapCell[];
}

/** A rectangle in CSS pixels from the top left of the drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A group with its place and the places of its cells. */
export interface PlacedGroup {
  readonly group: TreemapGroup;
  readonly box: Box;
  /** False: too small for a line of text above the cells. */
  readonly headed: boolean;
  readonly cells: readonly { readonly cell: TreemapCell; readonly box: Box }[];
}

/** Height of a group's head with its 3 pixel cap, and of the cap alone. */
const headHeight = 23;
const capHeight = 4;
/** Space round the cells of a group, and between rectangles. */
const padding = 4;
const gap = 2;

interface Node {
  readonly group?: TreemapGroup;
  readonly cell?: TreemapCell;
  readonly children?: readonly Node[];
}

/**
 * Places groups and their cells so that areas are in proportion to amounts, largest first. Deterministic.
 *
 * Method: squarified treemap (Bruls, Huizing, van Wijk 2000) as in d3-hierarchy, once for the groups and once inside each.
 */
export function treemapLayout(groups: readonly TreemapGroup[], width: number, height: number): PlacedGroup[] {
  if (width <= 0 || height <= 0) return [];
  const outer = place(
    groups.filter(({ amount }) => amount > 0).map((group) => ({ group })),
    (node) => node.group?.amount ?? 0,
    { x: 0, y: 0, width, height },
  );
  return outer.flatMap(({ node, box }) => {
    const group = node.group;
    if (group === undefined) return [];
    const headed = box.width >= 40 && box.height >= headHeight + 14;
    const top = headed ? headHeight : capHeight;
    const inside = {
      x: box.x + padding,
      y: box.y + top,
      width: Math.max(0, box.width - 2 * padding),
      height: Math.max(0, box.height - top - padding),
    };
    const cells = place(
      group.cells.filter(({ amount }) => amount > 0).map((cell) => ({ cell })),
      (child) => child.cell?.amount ?? 0,
      inside,
    );
    return [{ group, box, headed, cells: cells.flatMap(({ node: { cell }, box: own }) => (cell ? [{ cell, box: own }] : [])) }];
  });
}

function place(children: readonly Node[], amount: (node: Node) => number, inside: Box): { node: Node; box: Box }[] {
  if (children.length === 0 || inside.width < 1 || inside.height < 1) return [];
  const root = hierarchy<Node>({ children }, (node) => node.children)
    .sum(amount)
    .sort((left, right) => (right.value ?? 0) - (left.value ?? 0));
  const laid = treemap<Node>().tile(treemapSquarify).size([inside.width, inside.height]).paddingInner(gap).round(true)(root);
  // The gap can eat a sliver whole and push what is left of it over the edge: such slivers are cut, and empty ones left out.
  return (laid.children ?? []).flatMap((child) => {
    const left = Math.max(0, child.x0);
    const top = Math.max(0, child.y0);
    const width = Math.min(inside.width, child.x1) - left;
    const height = Math.min(inside.height, child.y1) - top;
    return width < 1 || height < 1 ? [] : [{ node: child.data, box: { x: inside.x + left, y: inside.y + top, width, height } }];
  });
}
