import type { ReactNode } from 'react';
import { textDifference } from './text-difference.ts';
import './sign.css';

/** Characters that stay visible on either side of what changed. */
const around = 60;

/** A passage as it was and as it is: what went is struck, what came is marked; far-away words that stayed are left out. */
export function ChangedText({ before, after }: { readonly before: string | null; readonly after: string | null }): ReactNode {
  const { start, gone, come, end } = textDifference(before ?? '', after ?? '');
  return (
    <span className="changed-text">
      {start.length > around ? `…${start.slice(-around).trimStart()}` : start}
      {gone !== '' && <del>{gone}</del>}
      {come !== '' && <ins>{come}</ins>}
      {end.length > around ? `${end.slice(0, around).trimEnd()}…` : end}
    </span>
  );
}
