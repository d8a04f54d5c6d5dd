// Which fields people are asked about when two devices wrote them without knowing of each other.
import type { Collection } from './record.ts';

/**
 * The fields of each collection whose values are somebody's decision. Left out, because nobody would know what to choose:
 *
 * - `rank` of anything: where a drag let go of it; either place is fine, and it can be dragged again.
 * - What a plan file says about itself and is read from it anew with each import: `sourceLine`, `sourcePath`, `dialect`,
 *   `generatedOn`, `implied`, and the collections `namedSprint`, `statedTotal`, `contradiction`.
 * - What is given when a record is made and never changed: which issue an item, comment or dependency belongs to, `kind` of an item or
 *   external, who wrote a comment and when, and the whole of `roadmapEntry`.
 * - What is recorded and not decided: `baseline` other than its name, `scenario`, `archivedIssue` (an entry counts while its
 *   fingerprint fits), and which device carries out a retention rule.
 * - Sets (`labels`, `issueIds`), which merge member by member, and bodies, which merge by character.
 */
const fields: { readonly [Name in Collection]?: readonly string[] } = {
  workspace: ['name', 'hoursPerWeek', 'sprintWeeks', 'holidays'],
  person: ['name', 'hoursPerWeek', 'week', 'daysOff', 'focus', 'share', 'skills', 'units', 'wipLimit'],
  sprint: ['name', 'goal', 'start', 'finish', 'capacityHours', 'locked'],
  roadmap: ['title', 'goal', 'status', 'currentMilestone', 'notes'],
  milestone: ['key', 'title', 'goal', 'status', 'target', 'notes'],
  issue: [
    'parentId',
    'milestoneId',
    'key',
    'kind',
    'title',
    'status',
    'priority',
    'severity',
    'component',
    'category',
    'flag',
    'assigneeId',
    'sprint',
    'estimate',
    'points',
    'holdReason',
    'notBefore',
    'deadline',
    'fixedStart',
    'fixedDuration',
    'splits',
    'needs',
    'spentHours',
    'remainingHours',
  ],
  item: ['group', 'text', 'done'],
  dependency: ['strength', 'note', 'kind', 'lagMinutes'],
  external: ['name', 'resolved', 'expectedOn'],
  risk: ['title', 'group', 'likelihood', 'impact', 'mitigations'],
  comment: ['text'],
  baseline: ['name', 'note'],
  flag: ['name', 'description', 'on', 'rolloutPercent', 'milestoneId'],
  savedView: ['name', 'text', 'group', 'order'],
  retentionRule: ['name', 'roadmapId', 'statuses', 'days', 'enabled'],
};

/** The fields of a collection that a conflict is shown of; empty for one that nobody is asked about. */
export function conflictFields(collection: Collection): readonly string[] {
  return fields[collection] ?? [];
}
