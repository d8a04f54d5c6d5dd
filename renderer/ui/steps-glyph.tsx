import './ring-glyph.css';

/** Three rising steps of which `filled` (0 to 3) are filled. Decoration beside a word. */
export function StepsGlyph({ filled, tone = 'plain' }: { filled: 0 | 1 | 2 | 3; tone?: 'plain' | 'danger' | undefined }) {
  return (
    <svg className="steps-glyph" data-tone={tone} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      {[0, 1, 2].map((step) => (
        <rect
          key={step}
          x={0.5 + step * 4}
          y={8 - step * 3}
          width="3"
          height={3.5 + step * 3}
          rx="0.75"
          fill={step < filled ? 'currentColor' : 'var(--line-2)'}
        />
      ))}
    </svg>
  );
}
