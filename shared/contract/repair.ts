// Comparing with the other devices of a team, and getting from them what was damaged or lost here.
import { z } from 'zod';
import { StoreFinding } from './store-job.ts';
import { DeviceId } from './team.ts';

/** How the copies of the documents compare on another device. */
const ComparedDevice = z.object({
  deviceId: DeviceId,
  connected: z.boolean(),
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['space', 'roadmap', 'text', 'archive']),
      /** Title of the roadmap that it is part of. */
      roadmap: z.string().nullable(),
      /** Changes that the other device lacks, as far as is known. */
      lackingThere: z.int(),
      /** At least so many changes it has that are not here. */
      lackingHere: z.int(),
      /** When that was known; `null`: now, or never. */
      asOf: z.string().nullable(),
    }),
  ),
});

/** Jobs that compare and repair. */
export const repairJobs = {
  /** How the copies of each document compare, on one other device or all: by what those who are connected have told, else by what was known last. */
  'compare-documents': {
    args: z.object({ deviceId: DeviceId.nullable().default(null) }),
    value: z.object({ devices: z.array(ComparedDevice) }),
  },
  /** Asks those who are connected for changes that are damaged or missing here, document → hashes, and keeps what comes for the next repair. */
  'fetch-changes': {
    args: z.object({ wanted: z.record(z.string(), z.array(z.string())).default({}) }),
    value: z.object({
      fetched: z.int(),
      missing: z.int(),
      /** Devices that are connected. */
      asked: z.int(),
      /** Devices that have not the same, with which everything is compared anew. */
      anew: z.int(),
    }),
  },
  /** Compares, fetches from the others what is damaged or missing here, copies the files before anything is replaced, and mends. */
  'repair-from-team': {
    args: z.object({}),
    value: z.object({
      whole: z.boolean(),
      /** What was found and done, sentence by sentence. */
      said: z.array(z.string()),
      findings: z.array(StoreFinding),
      /** Changes that came from the others again. */
      fetched: z.int(),
      /** Where the files are as they were before; `null`: nothing was replaced. */
      copy: z.string().nullable(),
    }),
  },
} as const;
