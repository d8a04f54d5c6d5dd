import type { ActivityRow } from '#shared/contract/activity.ts';

/** An entry of the activity feed: a status that somebody set, unless `facts` say otherwise. */
export function activityRow(facts: Partial<ActivityRow> & Pick<ActivityRow, 'id'>): ActivityRow {
  return {
    seq: 1,
    at: '2026-11-20T09:00:00.000Z',
    author: 'Ada',
    deviceId: 'd',
    command: 'set-status',
    roadmapId: null,
    roadmap: null,
    issueId: null,
    issueKey: null,
    issueTitle: null,
    subject: null,
    subjectTitle: null,
    field: 'status',
    before: null,
    after: 'Done',
    fromCategory: null,
    toCategory: null,
    ...facts,
  };
}
