import { hashOf } from '#renderer/state/navigation.ts';
import type { ChecklistItem, ChecklistKind } from '#shared/plan/checklist.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { itemGroups, type RoadmapSummary } from '../roadmap-state.ts';
import { ItemList } from './item-list.tsx';
import { RiskList } from './risk-list.tsx';
import { SideSection } from './side-section.tsx';
import { StatedTotals } from './stated-totals.tsx';

/** The right column: what the plan promises, fears, measures, does next, waits on and states. Only what the plan has is there. */
export function RoadmapSide({ summary, roadmapId }: { summary: RoadmapSummary; roadmapId: RoadmapId }) {
  const { checklist, risks, sprints, externalTargets, statedTotals } = summary;
  return (
    <aside className="roadmap-side" aria-label="About the roadmap">
      <Items title="Must-haves" checklist={checklist} kinds={['must-have']} led />
      {risks.length > 0 && (
        <SideSection title="Risks" note={String(risks.length)}>
          <RiskList risks={risks} />
        </SideSection>
      )}
      <Items title="Success metrics" checklist={checklist} kinds={['metric']} />
      <Items title="Next actions" checklist={checklist} kinds={['action']} />
      <Items title="Checklist" checklist={checklist} kinds={['task', 'deliverable', 'acceptance', 'gap']} />
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

/** Items of some kinds under the plan's own headings. */
function Items({
  title,
  checklist,
  kinds,
  led,
}: {
  title: string;
  checklist: readonly ChecklistItem[];
  kinds: readonly ChecklistKind[];
  led?: boolean;
}) {
  const groups = itemGroups(checklist, kinds);
  if (groups.length === 0) return null;
  const boxes = groups.flatMap(({ items }) => items).filter(({ done }) => done !== null);
  const note = boxes.length === 0 ? undefined : `${boxes.filter(({ done }) => done).length} of ${boxes.length}`;
  return (
    <SideSection title={title} note={note}>
      {groups.map(({ group, items }) => (
        <div key={group} className="side-group">
          {group !== '' && group.toLowerCase() !== title.toLowerCase() && <h3 className="side-group-name">{group}</h3>}
          <ItemList items={items} led={led} />
        </div>
      ))}
    </SideSection>
  );
}
