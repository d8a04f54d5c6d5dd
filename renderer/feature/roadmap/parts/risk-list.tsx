import { InlineText } from '#renderer/sign/inline-text.tsx';
import { hashOf } from '#renderer/state/navigation.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { RoadmapSummary } from '../roadmap-state.ts';

type Risk = RoadmapSummary['risks'][number];

/** What may go wrong, in the plan's own grades and order, with what is done about it. */
export function RiskList({ risks }: { risks: readonly Risk[] }) {
  return (
    <ul className="risk-list">
      {risks.map((risk) => (
        <RiskEntry key={risk.id} risk={risk} />
      ))}
    </ul>
  );
}

function RiskEntry({ risk: { title, group, likelihood, impact, mitigations, issueIds, issueKeys } }: { risk: Risk }) {
  const grades = [likelihood !== '' && `likelihood ${likelihood}`, impact !== '' && `impact ${impact}`].filter(Boolean);
  return (
    <li className="risk">
      <p className="risk-head">
        <span className="risk-title">
          <InlineText text={title} />
        </span>
        {group !== '' && <Tag tone={toneOf(group)}>{group.replace(/ issues?$/i, '')}</Tag>}
      </p>
      {grades.length > 0 && <p className="item-rest">{grades.join(' · ')}</p>}
      {mitigations.length > 0 && (
        <ul className="risk-mitigations">
          {mitigations.map((mitigation) => (
            <li key={mitigation}>
              <InlineText text={mitigation} />
            </li>
          ))}
        </ul>
      )}
      {issueKeys.length > 0 && (
        <p className="risk-issues">
          {issueKeys.map((key, place) => (
            <a key={key} className="text-mono" href={hashOf('issue', issueIds[place] ?? null)}>
              {key}
            </a>
          ))}
        </p>
      )}
    </li>
  );
}

/** Colour of the plan's own class of a risk, as far as its words tell. */
function toneOf(group: string): 'danger' | 'warn' | 'plain' {
  if (/high|critical|severe/i.test(group)) return 'danger';
  return /medium|moderate/i.test(group) ? 'warn' : 'plain';
}
