import { GitBranch, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { When } from '#renderer/sign/when.tsx';
import { useTellingRun } from '#renderer/state/tell-done.ts';
import { useToday } from '#renderer/state/today.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Chip, ChipButton, ChipText } from '#renderer/ui/chip.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { NameForm } from '#renderer/ui/name-form.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { QueryResult } from '#shared/contract/query.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { hashOfComparison, lookIn } from '../history-place.ts';
import { PastActions } from './past-action.tsx';

type Scenario = QueryResult<'scenario-list'>['rows'][number];

/** Forks of a roadmap, to see what would be if. */
export function ScenarioSection(): ReactNode {
  const { result } = useQuery('scenario-list', {});
  const rows = result?.rows ?? [];
  return (
    <section aria-label="Scenarios">
      <h2 className="text-section">Scenarios</h2>
      <p className="text-secondary">
        A scenario is a copy of a roadmap in which everything may be changed. Compare it with the plan, then merge it or throw it away.
      </p>
      <ol>
        {rows.map((scenario) => (
          <ScenarioRow key={scenario.id} scenario={scenario} />
        ))}
      </ol>
      <CreateScenario />
    </section>
  );
}

function ScenarioRow({ scenario }: { scenario: Scenario }): ReactNode {
  const today = useToday();
  const tell = useTellingRun();
  const discarding = useJob('discard-scenario');
  const { name, state, view } = scenario;
  const discard = (): void =>
    void tell(
      () => discarding.run({ scenarioId: scenario.id }),
      () => ({ text: `The scenario ${name} is discarded` }),
    );
  return (
    <li className="past-row">
      <span className="past-scenario">
        <span className="ellipsis">{name}</span>
        {state !== 'open' && <Tag>{state}</Tag>}
      </span>
      <span className="text-secondary ellipsis">{scenario.roadmap ?? 'a roadmap that was deleted'}</span>
      <span className="text-secondary ellipsis">
        {scenario.author}, <When at={scenario.createdAt} today={today} />
      </span>
      {state === 'open' ? (
        <PastActions
          view={view}
          verb="Work"
          lookLabel={`Work in ${name}`}
          compareLabel={`Compare ${name} with the plan, and merge it`}
          comparison={hashOfComparison(null, view)}
        >
          <IconButton icon={Trash2} label={`Discard ${name}`} onClick={discard} />
        </PastActions>
      ) : (
        <span />
      )}
    </li>
  );
}

function CreateScenario(): ReactNode {
  const roadmaps = useQuery('workspace', {}).result?.rows ?? [];
  const creating = useJob('create-scenario');
  const [chosen, setChosen] = useState<RoadmapId | null>(null);
  const roadmap = roadmaps.find(({ id }) => id === chosen) ?? roadmaps[0];
  if (roadmap === undefined) return null;
  return (
    <NameForm
      label="Name of a new scenario"
      placeholder="What if …"
      action="Start a scenario"
      icon={GitBranch}
      busy={creating.progress !== null}
      empty="It needs a name."
      onSubmit={async (name) => {
        const answer = await creating.run({ roadmapId: roadmap.id, name });
        if (!answer.ok) return answer.error.message;
        lookIn(answer.value.view);
        return null;
      }}
    >
      <Chip label="Roadmap">
        <ChipText>Of</ChipText>
        <Picker<RoadmapId>
          label="Roadmap of the scenario"
          entries={roadmaps.map((one) => ({ value: one.id, label: one.title }))}
          selected={[roadmap.id]}
          onPick={setChosen}
          trigger={
            <ChipButton strong opens>
              <span className="past-roadmap ellipsis">{roadmap.title}</span>
            </ChipButton>
          }
        />
      </Chip>
    </NameForm>
  );
}
