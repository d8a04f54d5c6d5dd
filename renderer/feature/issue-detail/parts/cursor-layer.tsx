import { type CSSProperties, Fragment, type ReactNode } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { usePresentAt } from '#renderer/state/presence.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { personHue } from '#renderer/ui/avatar.tsx';
import { textPieces } from '../text-pieces.ts';
import './cursor-layer.css';

/** What a {@link CursorLayer} takes. */
export interface CursorLayerProps {
  readonly issueId: IssueId;
  /** As the field below shows it. */
  readonly text: string;
  /** How far the field below is scrolled, in pixels. */
  readonly scroll: number;
}

/**
 * Where others write in the description, over the field in which it is written here: the same text, unseen, with their cursors at the
 * places that they told. Until either saves, what both have typed since is not in the other's text, and the places are near and not exact.
 */
export function CursorLayer({ issueId, text, scroll }: CursorLayerProps): ReactNode {
  const present = usePresentAt(issueId, 'body');
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const cursors = present.flatMap(({ deviceId, person, at }) => (at.cursor === null ? [] : [{ deviceId, person, at: at.cursor }]));
  if (cursors.length === 0) return null;
  return (
    <div className="cursor-layer issue-text">
      <div style={{ transform: `translateY(${-scroll}px)` }}>
        {textPieces(text, cursors).map(({ before, cursor }, place) => (
          // Pieces have no identity but their place.
          <Fragment key={cursor?.deviceId ?? `end ${place}`}>
            <span className="cursor-text">{before}</span>
            {cursor !== null && (
              <span
                className="cursor"
                role="img"
                aria-label={`${cursor.person} writes here`}
                // A custom property is not in React's CSSProperties.
                style={{ '--person-hue': personHue(authorIndex(cursor.person, people)) } as CSSProperties}
              >
                <span className="cursor-name">{cursor.person}</span>
              </span>
            )}
          </Fragment>
        ))}
      </div>
    </div>
  );
}
