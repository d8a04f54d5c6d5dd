import './ring-glyph.css';

/** Shape inside a 14 pixel ring. `wedge` fills by `part`; `tick` and `stroke` are filled discs with a mark. */
export type RingShape = 'dashed' | 'ring' | 'dot' | 'wedge' | 'tick' | 'stroke' | 'bar';

/** Colour of a glyph, by meaning. */
export type GlyphTone = 'quiet' | 'accent' | 'ready' | 'danger' | 'warn';

/** What a {@link RingGlyph} takes. */
export interface RingGlyphProps {
  shape: RingShape;
  tone?: GlyphTone | undefined;
  /** Filled part of a wedge, 0 to 1. */
  part?: number | undefined;
  /** Read aloud; without it the glyph is decoration beside a word. */
  label?: string | undefined;
}

/** A state as a ring with something in it, told apart by shape first and by colour second. */
export function RingGlyph({ shape, tone = 'quiet', part = 0.5, label }: RingGlyphProps) {
  return (
    <svg
      className="ring-glyph"
      data-tone={tone}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      {shape === 'tick' || shape === 'stroke' ? <Disc shape={shape} /> : <Ring shape={shape} part={part} />}
    </svg>
  );
}

/** A filled disc with its mark cut out in the colour of the ground. */
function Disc({ shape }: { shape: 'tick' | 'stroke' }) {
  return (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path className="ring-glyph-cut" d={shape === 'tick' ? 'M4.3 7.2 6.2 9.1 9.8 5.2' : 'M4.3 7h5.4'} />
    </>
  );
}

/** An open ring with a dot, a wedge, a bar or nothing. */
function Ring({ shape, part }: { shape: 'dashed' | 'ring' | 'dot' | 'wedge' | 'bar'; part: number }) {
  return (
    <>
      <circle
        cx="7"
        cy="7"
        r="5.25"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeDasharray={shape === 'dashed' ? '1.65 1.65' : undefined}
      />
      {shape === 'dot' && <circle cx="7" cy="7" r="2.3" fill="currentColor" />}
      {shape === 'bar' && <path d="M4.2 7h5.6" fill="none" stroke="currentColor" strokeWidth={1.7} />}
      {shape === 'wedge' && <path d={wedge(part)} fill="currentColor" />}
    </>
  );
}

/** Pie slice of radius 3.4 around (7, 7), clockwise from the top. */
function wedge(part: number): string {
  const angle = Math.min(0.999, Math.max(0.02, part)) * 2 * Math.PI;
  const x = 7 + 3.4 * Math.sin(angle);
  const y = 7 - 3.4 * Math.cos(angle);
  return `M7 7V3.6A3.4 3.4 0 ${part > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z`;
}
