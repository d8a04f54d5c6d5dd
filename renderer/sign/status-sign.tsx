import { RingGlyph } from '#renderer/ui/ring-glyph.tsx';
import { type Standing, statusShape } from './status-shape.ts';

/** The ring that tells the standing of an issue. With `silent` it is decoration beside the same words. */
export function StatusSign({ status, blocked, ready, silent }: Standing & { silent?: boolean | undefined }) {
  const { shape, tone, part, label } = statusShape({ status, blocked, ready });
  return <RingGlyph shape={shape} tone={tone} part={part} label={silent ? undefined : label} />;
}
