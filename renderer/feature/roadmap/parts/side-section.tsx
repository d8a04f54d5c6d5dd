import { type ReactNode, useId } from 'react';

/** A titled part of the right column, with a short remark beside its title. */
export function SideSection({ title, note, children }: { title: string; note?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <section className="side-section" aria-labelledby={id}>
      <h2 className="roadmap-heading" id={id}>
        <span className="text-section">{title}</span>
        {note !== undefined && <span className="roadmap-caption">{note}</span>}
      </h2>
      {children}
    </section>
  );
}
