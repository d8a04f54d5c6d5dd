import type { ReactNode } from 'react';

/** One titled group of the sheet. */
export function Specimen({ title, dense, children }: { title: string; dense?: boolean; children: ReactNode }) {
  return (
    <section className={dense ? 'specimen specimen-type' : 'specimen'} aria-label={title}>
      <h2 className="specimen-title">{title}</h2>
      {children}
    </section>
  );
}
