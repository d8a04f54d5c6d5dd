// Three-way merge of texts by lines. Serves plan files that were changed on both sides, and undo of a body that somebody
// else has edited since. Must never drop a line of either side.

/** What became of a three-way merge of texts. */
export interface MergedText {
  readonly text: string;
  /** False when both sides changed the same lines; both are in the text then. */
  readonly clean: boolean;
}

/** The one stretch of lines that differs: `before[start … beforeEnd)` became `after[start … afterEnd)`. */
function difference(before: readonly string[], after: readonly string[]): { start: number; beforeEnd: number; afterEnd: number } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let beforeEnd = before.length;
  let afterEnd = after.length;
  while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) {
    beforeEnd--;
    afterEnd--;
  }
  return { start, beforeEnd, afterEnd };
}

/**
 * Brings what changed between `old` and `next` (two versions of a file) into `current` (the text as edited in the app).
 * Method: each side is one changed stretch of lines against `old`; stretches that do not touch are both taken, otherwise
 * the app's text stays and the file's changed lines are added behind it.
 */
export function mergeText(old: string, next: string, current: string): MergedText {
  if (current === old || current === next) return { text: next, clean: true };
  if (old === next) return { text: current, clean: true };
  const [oldLines, nextLines, currentLines] = [old.split('\n'), next.split('\n'), current.split('\n')];
  const file = difference(oldLines, nextLines);
  const app = difference(oldLines, currentLines);
  const changed = nextLines.slice(file.start, file.afterEnd);
  if (file.beforeEnd < app.start) {
    const tail = currentLines.slice(file.beforeEnd);
    return { text: [...currentLines.slice(0, file.start), ...changed, ...tail].join('\n'), clean: true };
  }
  if (app.beforeEnd < file.start) {
    const shift = currentLines.length - oldLines.length;
    const head = currentLines.slice(0, file.start + shift);
    return { text: [...head, ...changed, ...currentLines.slice(file.beforeEnd + shift)].join('\n'), clean: true };
  }
  return { text: [current, ...changed].join('\n'), clean: false };
}
