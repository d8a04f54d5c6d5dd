import type { WriteConnection } from './connection.ts';

/** A step takes less room in the log than this. */
const longestStep = 2000;

/** A change that somebody did again: `change:HASH`, and who made it at first. */
interface TakenChange {
  readonly subject: string;
  readonly author: string;
}

/** Look-ups on changes that do not count and were taken over. */
export function createTakeoverReader(connection: WriteConnection) {
  const takenOver = connection.prepare<{ seq: number }, TakenChange>(
    `SELECT subject, after AS author FROM activity
     WHERE change_seq > @seq - ${longestStep} AND change_seq <= @seq AND command = 'take-over-changes' AND field = 'change' AND after IS NOT NULL
       AND at = (SELECT at FROM activity WHERE change_seq <= @seq ORDER BY change_seq DESC LIMIT 1)
     ORDER BY subject`,
  );
  return {
    /** What the step took over whose last change has this number. */
    takenOver: (seq: number) => takenOver.all({ seq }),
  };
}
