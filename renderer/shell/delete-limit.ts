/** Issues that are deleted without a question: undo and the trash bring them back. More at once is asked about, for it may be a slip. */
const unasked = 20;

/** Whether deleting so many issues is asked about first. */
export function deleteAsks(issues: number): boolean {
  return issues > unasked;
}
