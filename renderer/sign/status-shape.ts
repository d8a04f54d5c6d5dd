import type { GlyphTone, RingShape } from '#renderer/ui/ring-glyph.tsx';
import type { Status } from '#shared/plan/status.ts';

/** What decides the sign of an issue: its status, and what is computed about it. */
export interface Standing {
  status: Status;
  blocked: boolean;
  ready: boolean;
}

/** How a standing looks and what it is called. */
export interface StatusShape {
  shape: RingShape;
  tone: GlyphTone;
  part: number;
  label: string;
}

/** Shape, tone and words of an issue's standing. Done and cancelled win over blocked, blocked over everything else. */
export function statusShape({ status, blocked, ready }: Standing): StatusShape {
  const { category, name } = status;
  if (category === 'done') return { shape: 'tick', tone: 'quiet', part: 1, label: status.verified ? `${name}, verified` : name };
  if (category === 'cancelled') return { shape: 'stroke', tone: 'quiet', part: 1, label: name };
  if (blocked) return { shape: 'bar', tone: 'danger', part: 1, label: `${name}, blocked` };
  if (category === 'in-progress')
    return { shape: 'wedge', tone: 'accent', part: /review|verif|test/i.test(name) ? 0.78 : 0.5, label: name };
  if (ready) return { shape: 'dot', tone: 'ready', part: 1, label: `${name}, ready to start` };
  return { shape: category === 'backlog' ? 'dashed' : 'ring', tone: 'quiet', part: 1, label: name };
}
