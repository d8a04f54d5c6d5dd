// What may be asked about bundles: the part of the contract that is about working together without a network.
import { z } from 'zod';
import { limit } from '#shared/plan/limit.ts';

const path = z.string().min(1).max(4096);

/** Jobs on bundles. */
export const bundleJobs = {
  /**
   * Writes the workspace to the new file `path`, encrypted to all members, or with `for` (name of a person, id of a person or of a device) to
   * them; with `lacking` only what at least one of them lacks as far as this device knows, which is so for one member unless said otherwise.
   * Without `path` the file is handed over as it is, up to `limit.fileBytes`.
   */
  'export-bundle': {
    args: z.object({ path: path.optional(), for: z.string().min(1).max(limit.name).optional(), lacking: z.boolean().optional() }),
    value: z.object({
      /** `null` when they lack nothing and nothing was written, and when it is handed over. */
      path: z.string().nullable(),
      /** What the file holds, in Base64; `null` when it was written to `path`, or they lack nothing. */
      content: z.string().nullable(),
      bytes: z.int(),
      changes: z.int(),
      /** It holds all that is here, and so brings it to somebody who has nothing. */
      whole: z.boolean(),
      /** Names of those who can open it. */
      for: z.array(z.string()),
    }),
  },
  /**
   * Merges what a bundle holds into the workspace. An empty workspace of a new member becomes that of the team. The bundle is the file
   * `path`, or what it held, handed over as `content` in Base64 with its name.
   */
  'import-bundle': {
    args: z.union([
      z.strictObject({ path }),
      z.strictObject({ name: z.string().min(1).max(limit.title), content: z.base64().max(Math.ceil(limit.fileBytes / 3) * 4) }),
    ]),
    value: z.object({
      path: z.string(),
      /** Name of the person whose device wrote it, and when by its clock. */
      from: z.string(),
      at: z.string(),
      /** Changes that are new here, that were here before, that do not count, and that wait for something that has not come. */
      taken: z.int(),
      known: z.int(),
      refused: z.int(),
      waiting: z.int(),
      /** The workspace was empty and is now that of the team. */
      joined: z.boolean(),
    }),
  },
  /** Sets the folder over which this device exchanges changes with others, which some tool keeps alike on all machines; `null`: none. */
  'set-shared-folder': { args: z.object({ folder: path.nullable() }), value: z.object({}) },
  /** Reads what others left in the shared folder, and leaves what they lack. An open workspace does it by itself. */
  'sync-shared-folder': {
    args: z.object({}),
    value: z.object({
      /** Files written and read, and changes taken in from them. */
      written: z.int(),
      read: z.int(),
      taken: z.int(),
      /** Files of others that could not be taken in yet. */
      waiting: z.int(),
    }),
  },
} as const;

/** Queries on the shared folder. */
export const bundleQueries = {
  /** The devices of the team, and how far this device has read what each left in the shared folder. */
  'shared-folder': {
    args: z.object({}),
    summary: z.object({
      /** `null`: this device uses none. */
      folder: z.string().nullable(),
      /** When this device wrote to it last. */
      writtenAt: z.string().nullable(),
      /** Why it cannot be used at present. */
      trouble: z.string().nullable(),
    }),
    row: z.object({
      /** Of the device. */
      id: z.string(),
      device: z.string(),
      person: z.string(),
      /** This device. */
      here: z.boolean(),
      /** When something of it was read last (of this device: written), and how many of its files there are. */
      at: z.string().nullable(),
      files: z.int(),
    }),
  },
} as const;
