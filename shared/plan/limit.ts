// Sizes beyond which input is refused. One place, so that schemas, readers, error messages and documents agree.

/** Upper bounds; lengths in UTF-16 units, counts in records, `fileBytes` and `undoBytes` in bytes, hours in hours, lags in minutes. */
export const limit = {
  title: 500,
  name: 200,
  key: 64,
  search: 1000,
  body: 1_000_000,
  note: 20_000,
  labels: 100,
  hours: 100_000,
  points: 10_000,
  hoursPerWeek: 10_000,
  bulk: 10_000,
  days: 36_500,
  spans: 1000,
  needs: 50,
  skills: 100,
  /** Seconds for which a plan is improved. */
  improvementSeconds: 86_400,
  units: 10_000,
  lagMinutes: 6_000_000,
  window: 500,
  issues: 200_000,
  answerText: 16_000_000,
  exportBytes: 512 * 1024 * 1024,
  fileBytes: 32 * 1024 * 1024,
  undoSteps: 1000,
  undoBytes: 64 * 1024 * 1024,
} as const;
