import { type ReactNode, useState } from 'react';
import { openIssue, type Route, useRoute, useScope } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipButton } from '#renderer/ui/chip.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { MilestoneId, RoadmapId } from '#shared/plan/identity.ts';
import { parseEstimate } from '#shared/plan/parse-estimate.ts';
import type { Priority } from '#shared/plan/priority.ts';
import { Modal } from '../modal.tsx';
import { priorityEntries } from './priority-entry.tsx';
import './create-issue-dialog.css';

/** What is typed so far; the dialog owns it, so that nothing that happens behind it can change it. */
interface Draft {
  readonly title: string;
  readonly estimate: string;
  readonly roadmapId: RoadmapId | null;
  readonly priority: Priority | null;
  readonly sprint: string | null;
}

/** What a {@link CreateIssueDialog} takes; `null`: what the page is narrowed to. */
export interface CreateIssueDialogProps {
  readonly roadmapId: RoadmapId | null;
  readonly milestoneId: MilestoneId | null;
  readonly onClose: () => void;
}

/** Asks for a new issue: a title is enough. Takes over what the list is narrowed to, so that the new issue shows up in it. */
export function CreateIssueDialog({ roadmapId, milestoneId, onClose }: CreateIssueDialogProps): ReactNode {
  const send = useCommand();
  const route = useRoute();
  const scope = useScope();
  const workspace = useQuery('workspace', {}).result;
  const [draft, setDraft] = useState<Draft>({
    title: '',
    estimate: '',
    roadmapId: roadmapId ?? openRoadmap(route) ?? (scope.length === 1 ? (scope[0] ?? null) : null),
    priority: null,
    sprint: route.search.getAll('sprint').length === 1 ? route.search.get('sprint') || null : null,
  });
  const [refused, setRefused] = useState<{ field: 'title' | 'estimate'; text: string } | null>(null);
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
    setRefused(null);
  };
  const roadmaps = workspace?.rows ?? [];
  const home = roadmaps.find((one) => one.id === draft.roadmapId) ?? roadmaps[0];
  const milestone = MilestoneId.safeParse(route.search.getAll('milestone').length === 1 ? route.search.get('milestone') : null);

  const submit = async (): Promise<void> => {
    const estimate = parseEstimate(draft.estimate);
    if (draft.title.trim() === '') return setRefused({ field: 'title', text: 'A title needs at least one character.' });
    if (!estimate.ok) return setRefused({ field: 'estimate', text: estimate.error });
    if (home === undefined) return;
    const answer = await send(
      'create-issue',
      {
        roadmapId: home.id,
        title: draft.title,
        estimate: estimate.value,
        priority: draft.priority,
        sprint: draft.sprint,
        milestoneId: milestoneId ?? (milestone.success ? milestone.data : null),
      },
      {
        told: ({ issueId, key }) => ({
          text: `Added ${key} to ${home.title}`,
          actions: [{ label: 'Open', run: () => openIssue(issueId) }],
        }),
      },
    );
    if (answer.ok) onClose();
  };

  return (
    <Modal label="New issue" className="create-issue" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2 className="modal-head">New issue</h2>
        <div className="modal-body create-issue-body">
          <TextField
            label="Title"
            showLabel
            data-autofocus=""
            value={draft.title}
            error={refused?.field === 'title' ? refused.text : null}
            onChange={(event) => change({ title: event.target.value })}
          />
          <div className="create-issue-row">
            <Choice label="Roadmap">
              <Picker<RoadmapId>
                label="Roadmap"
                entries={roadmaps.map((one) => ({ value: one.id, label: one.title }))}
                selected={home === undefined ? [] : [home.id]}
                onPick={(id) => change({ roadmapId: id })}
                trigger={
                  <ChipButton strong opens>
                    <span className="ellipsis">{home?.title ?? 'none yet'}</span>
                  </ChipButton>
                }
              />
            </Choice>
            <Choice label="Priority">
              <Picker<Priority | null>
                label="Priority"
                entries={priorityEntries}
                selected={[draft.priority]}
                onPick={(priority) => change({ priority })}
                trigger={
                  <ChipButton strong opens>
                    {draft.priority ?? 'None'}
                  </ChipButton>
                }
              />
            </Choice>
            <Choice label="Sprint">
              <Picker<string | null>
                label="Sprint"
                entries={[
                  { value: null, label: 'None' },
                  ...(workspace?.summary.sprintNames ?? []).map((name) => ({ value: name, label: name })),
                ]}
                selected={[draft.sprint]}
                onPick={(sprint) => change({ sprint })}
                onCreate={(sprint) => change({ sprint })}
                trigger={
                  <ChipButton strong opens>
                    <span className="ellipsis">{draft.sprint ?? 'None'}</span>
                  </ChipButton>
                }
              />
            </Choice>
          </div>
          <TextField
            label="Estimate"
            showLabel
            placeholder="40h, 5d, 32-60h"
            value={draft.estimate}
            error={refused?.field === 'estimate' ? refused.text : null}
            onChange={(event) => change({ estimate: event.target.value })}
          />
        </div>
        <div className="modal-foot">
          <span className="modal-foot-note">
            <KeyHint keys="↵" /> creates it
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            type="submit"
            disabledReason={home === undefined ? 'There is no roadmap yet; create or import one first.' : undefined}
          >
            Create issue
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The roadmap whose page is open. */
function openRoadmap(route: Route): RoadmapId | null {
  return route.place === 'roadmap' ? (RoadmapId.safeParse(route.id).data ?? null) : null;
}

function Choice({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="create-issue-choice">
      <span className="text-field-label">{label}</span>
      <span className="chip">{children}</span>
    </div>
  );
}
