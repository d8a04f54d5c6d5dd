// Last phase of the layered layout: nodes without any edge say nothing by their layer, so they stand in compact grids,
// cluster by cluster, below the layers. Must never leave them in one endless column.
import type { Measure } from './measure.ts';

/** What {@link looseGrid} places: the size of one cell and how many nodes each group has, in order. */
export interface LooseInput {
  readonly cell: { readonly width: number; readonly height: number };
  /** `cluster` −1: nodes without a cluster, which get no frame. */
  readonly groups: readonly { readonly cluster: number; readonly count: number }[];
  /** Columns that are there already; the grid is at least this wide. */
  readonly columns: number;
  readonly measure: Measure;
}

/** Cells of each group in order, and the frames, in pixels from the left and top of the grid. */
export interface LooseGrid {
  readonly cells: readonly (readonly { readonly x: number; readonly y: number }[])[];
  readonly frames: readonly {
    readonly cluster: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly width: number;
  readonly height: number;
}

/** Rows per column that make a group of cards about as wide as a page is for its height. */
const shape = 0.6;

/** Packs groups onto shelves, each group a grid on the common pitch. Linear; O(groups · shelves) for the packing. */
export function looseGrid({ cell, groups, columns, measure }: LooseInput): LooseGrid {
  const pitch = { x: cell.width + measure.layerGap, y: cell.height + measure.nodeGap };
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const widest = Math.max(columns, 5, Math.ceil(Math.sqrt(total * shape)));
  const cells: { x: number; y: number }[][] = [];
  const frames: LooseGrid['frames'][number][] = [];
  let column = 0;
  let shelf = 0;
  let shelfHeight = 0;
  let width = 0;
  for (const { cluster, count } of groups) {
    const wide = Math.min(widest, Math.ceil(Math.sqrt(count * shape)));
    const rows = Math.ceil(count / wide);
    if (column > 0 && column + wide > widest) {
      shelf += shelfHeight + measure.blockGap;
      column = 0;
      shelfHeight = 0;
    }
    const left = column * pitch.x;
    const top = shelf + measure.nameRise + measure.frame.top;
    const used = { width: wide * pitch.x - measure.layerGap, height: rows * pitch.y - measure.nodeGap };
    cells.push(
      Array.from({ length: count }, (_, index) => ({ x: left + (index % wide) * pitch.x, y: top + Math.floor(index / wide) * pitch.y })),
    );
    if (cluster >= 0) {
      frames.push({
        cluster,
        x: left - measure.frame.side,
        y: shelf + measure.nameRise,
        width: used.width + 2 * measure.frame.side,
        height: used.height + measure.frame.top + measure.frame.bottom,
      });
    }
    column += wide;
    shelfHeight = Math.max(shelfHeight, measure.nameRise + measure.frame.top + used.height + measure.frame.bottom);
    width = Math.max(width, left + used.width);
  }
  return { cells, frames, width, height: shelf + shelfHeight };
}
