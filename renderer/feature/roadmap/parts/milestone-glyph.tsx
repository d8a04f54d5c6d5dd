/** The diamond of a milestone: filled when it is reached, an outline before. Decoration beside its name. */
export function MilestoneGlyph({ reached }: { reached: boolean }) {
  return (
    <svg className="milestone-glyph" data-reached={reached ? '' : undefined} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M6 1 11 6 6 11 1 6Z" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
