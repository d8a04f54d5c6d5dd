// What may be asked about pairing two devices of one local network by a short code, instead of by sending a link.
import { z } from 'zod';

/** Jobs of pairing by a short code. Neither changes anything: one hands an invitation over, the other receives it. */
export const pairingJobs = {
  /**
   * Shows a code, under which the invitation of the link is handed to the first device that knows it; the code is the step of its
   * progress. It is dead after its use, its time, three wrong tries, or when the job is cancelled.
   */
  'offer-code': {
    args: z.object({ link: z.string().min(1).max(16_384), minutes: z.number().min(0.1).max(60).default(10) }),
    value: z.object({ end: z.enum(['used', 'expired', 'guessed']) }),
  },
  /** Looks for the device that shows the code; answers the link of its invitation, for `join-team`. */
  'find-code': {
    args: z.object({ code: z.string().min(1).max(100), seconds: z.number().min(1).max(300).default(30) }),
    value: z.object({ link: z.string() }),
  },
} as const;
