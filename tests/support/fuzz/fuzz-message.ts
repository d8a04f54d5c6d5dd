// What is said between who tries a decoder and the process in which it is tried.

/** What is to be tried. */
export type FuzzOrder =
  /** The inputs of these numbers; `careful`: say each before it is tried. */
  | { readonly kind: 'many'; readonly seed: number; readonly from: number; readonly to: number; readonly careful: boolean }
  | { readonly kind: 'alone'; readonly hexes: readonly string[] };

/** What came of it. Memory in bytes: the most that the process ever had. */
export type FuzzAnswer =
  | { readonly kind: 'ready'; readonly memory: number }
  | { readonly kind: 'begun'; readonly index: number; readonly hex: string }
  | { readonly kind: 'fault'; readonly index: number; readonly fault: string; readonly hex: string }
  | { readonly kind: 'done'; readonly taken: number; readonly refused: number; readonly peak: number }
  | { readonly kind: 'tried'; readonly fault: string | null };
