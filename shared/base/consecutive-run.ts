// Cuts a list into runs of neighbours that belong together. Order is kept, nothing is left out, nothing is looked at twice.

/**
 * The runs of `items`: an item stands in the run of the one before it when `belongs(before, item)`, and begins a new one
 * otherwise. The runs put end to end are `items`; none is empty.
 */
export function consecutiveRuns<Item>(
  items: readonly Item[],
  belongs: (before: Item, item: Item) => boolean,
): (readonly [Item, ...Item[]])[] {
  const runs: [Item, ...Item[]][] = [];
  let before: { readonly item: Item } | null = null;
  for (const item of items) {
    const run = runs.at(-1);
    if (run !== undefined && before !== null && belongs(before.item, item)) run.push(item);
    else runs.push([item]);
    before = { item };
  }
  return runs;
}
