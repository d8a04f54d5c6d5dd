// How history speaks of checklist items: what they hang on, and their text with its box.

interface Owner {
  readonly roadmapId: string;
  readonly issueId: string | null;
  readonly milestoneId: string | null;
}

/** What an entry about an item is about: its issue, or the milestone or roadmap that it hangs on. */
export function itemOwner({ roadmapId, issueId, milestoneId }: Owner): { issueId: string } | { issueId: null; subject: string } {
  if (issueId !== null) return { issueId };
  return { issueId: null, subject: milestoneId === null ? `roadmap:${roadmapId}` : `milestone:${milestoneId}` };
}

/** An item as history spells it. */
export function spellItem({ text, done }: { readonly text: string; readonly done: boolean | null }): string {
  return done === null ? text : `${done ? '[x]' : '[ ]'} ${text}`;
}
