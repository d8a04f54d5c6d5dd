// Tells what this page changed itself from what came from elsewhere: another tab, a peer, a plan file.

/** How long after an acknowledgement its rows may still be on the way, in milliseconds. */
const settling = 600;

let underWay = 0;
let settled = Number.NEGATIVE_INFINITY;

/** Marks everything that changes until `work` is done, and a moment longer, as this page's own. Answers what `work` does. */
export async function asOwnChange<Value>(work: Promise<Value>): Promise<Value> {
  underWay += 1;
  try {
    return await work;
  } finally {
    underWay -= 1;
    settled = performance.now();
  }
}

/** Whether a change that arrives now may be this page's own. Rows do not say who changed them, so a foreign change at the same moment counts as own too. */
export function mayBeOwnChange(): boolean {
  return underWay > 0 || performance.now() - settled < settling;
}
