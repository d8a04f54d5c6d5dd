import { hashOf } from '#renderer/state/navigation.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import type { RoadmapSummary } from '../roadmap-state.ts';
import { ItemSection } from './item-section.tsx';
import { RiskList } from './risk-list.tsx';
import { SideSection } from './side-section.tsx';
import { StatedTotals } from './stated-totals.tsx';

/** The right column: what the plan promises, fears and states, and what waits for it. Only what the plan has is there. */
export function RoadmapSide({ summary, roadmapId }: { summary: RoadmapSummary; roadmapId: RoadmapId }) {
  const { checklist, risks, sprints, externalTargets, statedTotals } = summary;
  return (
    <aside className="roadmap-side" aria-label="About the roadmap">
      <ItemSection title="Must-haves" checklist={checklist} kinds={['must-have']} led />
      {risks.length > 0 && (
        <SideSection title="Risks" note={String(risks.length)}>
          <RiskList risks={risks} />
        </SideSection>
      )}
      {externalTargets.length > 0 && (
        <SideSection title="Waits for this plan" note={String(externalTargets.length)}>
          <ul className="side-list">
            {externalTargets.map(({ name, keys }) => (
              <li key={name}>
                <span>{name}</span>
                <span className="text-mono">{keys.join(', ')}</span>
              </li>
            ))}
          </ul>
        </SideSection>
      )}
      {sprints.length > 0 && (
        <SideSection title="Sprints in the file" note={String(sprints.length)}>
          <ul className="side-list">
            {sprints.map(({ name, title, note }) => (
              <li key={name} className="side-sprint">
                <a href={hashOf('issues', null, new URLSearchParams({ roadmap: roadmapId, sprint: name }))}>{name}</a>
                {(title !== '' || note !== '') && (
                  <span className="item-rest">{[title, note].filter((text) => text !== '').join(' · ')}</span>
                )}
              </li>
            ))}
          </ul>
        </SideSection>
      )}
      {statedTotals.length > 0 && <StatedTotals stated={statedTotals} roadmapId={roadmapId} />}
    </aside>
  );
}
