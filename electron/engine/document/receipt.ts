/** What became of changes that somebody sent. */
export interface Receipt {
  /** How many are on disk now that were not before. */
  readonly taken: number;
  /** Hashes of those that do not count: they were not made by who says so, not by a member, or build on such. */
  readonly refused: string[];
  /** Hashes of those that nothing can be said of yet: what they build on, or what their author knew, has not come. To be sent again. */
  readonly waiting: string[];
}
