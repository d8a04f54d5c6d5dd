// The distances of the layered layout, in pixels at full size.

/** Distances between and around things. */
export interface Measure {
  /** Between one layer and the next: room for the curves. */
  readonly layerGap: number;
  /** Between two nodes of a layer. */
  readonly nodeGap: number;
  /** Between a line that passes a layer and its neighbours there. */
  readonly lineGap: number;
  /** Between blocks. */
  readonly blockGap: number;
  /** From the frame of a cluster to its nodes. */
  readonly frame: { readonly side: number; readonly top: number; readonly bottom: number };
  /** How far the name of a cluster stands above its frame. */
  readonly nameRise: number;
  /** From the layers to the nodes without any edge, below them: room for a heading. */
  readonly looseGap: number;
}

/** The distances of the look: cards 178 × 56 at a pitch of 214 × 72. */
export const defaultMeasure: Measure = {
  layerGap: 36,
  nodeGap: 16,
  lineGap: 9,
  blockGap: 18,
  frame: { side: 12, top: 20, bottom: 14 },
  nameRise: 8,
  looseGap: 64,
};
