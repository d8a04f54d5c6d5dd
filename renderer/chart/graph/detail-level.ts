/** How much of a node is drawn: a full card, its key and title, its key, or a bar. */
export type DetailLevel = 'card' | 'title' | 'key' | 'bar';

/** The level of detail at a scale, 1 being full size: less is drawn as soon as it could no longer be read. */
export function detailLevel(scale: number): DetailLevel {
  if (scale >= 0.8) return 'card';
  if (scale >= 0.45) return 'title';
  return scale >= 0.2 ? 'key' : 'bar';
}
