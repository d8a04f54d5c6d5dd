import type { ReactNode } from 'react';

/** What the signs of the graph mean. Only what the picture can show now. */
export function Legend({
  tint,
  outside,
  soft,
  aside,
}: {
  readonly tint: boolean;
  readonly outside: boolean;
  readonly soft: boolean;
  readonly aside: boolean;
}): ReactNode {
  return (
    <section className="graph-legend" aria-label="Legend">
      <ul>
        <li>
          <i data-edge="ready" /> Ready to start
        </li>
        <li>
          <i data-edge="danger" /> Blocked
        </li>
        <li>
          <i data-edge="accent" /> In progress
        </li>
        <li>
          <i data-edge="quiet" /> Done
        </li>
        <li>
          <i data-line="critical" /> Critical path
        </li>
      </ul>
      <ul>
        {tint && (
          <>
            <li>
              <i data-ground="none" /> No slack
            </li>
            <li>
              <i data-ground="few" /> 1–5 days
            </li>
            <li>
              <i data-ground="some" /> 6–12 days
            </li>
            <li>
              <i data-ground="many" /> over 12 days
            </li>
          </>
        )}
        {outside && (
          <li>
            <i data-line="external" /> External
          </li>
        )}
        {soft && (
          <li>
            <i data-line="soft" /> Preferred order
          </li>
        )}
        {aside && (
          <li>
            <i data-line="aside" /> Set aside, on a cycle
          </li>
        )}
      </ul>
    </section>
  );
}
