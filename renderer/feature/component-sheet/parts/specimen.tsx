import type { ReactNode } from 'react';

/** One titled group of the sheet. */
export function Specimen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="specimen" aria-label={title}>
      <h2 className="specimen-title">{title}</h2>
      {children}
    </section>
  );
}
