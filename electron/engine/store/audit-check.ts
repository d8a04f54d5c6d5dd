// Checks a change log entry by entry: nothing missing, nothing altered, nothing put in, every signature that of its device.
import { auditLink, firstLink, type LinkedEntry } from './audit-link.ts';
import { readLoggedHead } from './change-head.ts';
import { verifySignature } from './device-key.ts';

/** An entry of a log, from a database or an exported file. */
export interface AuditEntry extends LinkedEntry {
  readonly link: string;
  readonly bytes: Uint8Array;
}

/** What can be wrong with a link of the chain. */
type BreakKind = 'sequence' | 'repeated' | 'bytes' | 'signature' | 'link' | 'dependency' | 'truncated';

/** The first broken link. */
export interface Break {
  readonly kind: BreakKind;
  /** Where the entry stands, or should. */
  readonly seq: number;
  /** Hash of the change there; `null` when the entry is missing. */
  readonly hash: string | null;
  readonly message: string;
  /** The entry, when there is one. */
  readonly entry: AuditEntry | null;
}

/** What was found so far. */
export interface AuditTally {
  readonly changes: number;
  readonly devices: readonly string[];
  /** When the first and the last entry were received; `null` in an empty log. */
  readonly from: string | null;
  readonly to: string | null;
  readonly lastLink: string;
}

/** Takes the entries of a log in order. */
export class AuditCheck {
  #changes = 0;
  #link = firstLink;
  #from: string | null = null;
  #to: string | null = null;
  readonly #devices = new Set<string>();
  readonly #hashes = new Set<string>();
  /** What entries build on that has not come yet, with the first of them. */
  readonly #awaited = new Map<string, AuditEntry>();

  /**
   * Looks at the next entry, with `further` for what else there is to look at in one that is whole by itself; answers what
   * is wrong with it. Nothing after a broken link can be vouched for.
   */
  next(entry: AuditEntry, further: () => Break | null = () => null): Break | null {
    const expected = this.#changes + 1;
    const broken = (kind: BreakKind, message: string): Break => ({ kind, seq: entry.seq, hash: entry.hash, message, entry });
    if (entry.seq > expected) {
      const message = `Entry ${expected} is missing: the next one that is there is ${entry.seq}.`;
      return { kind: 'sequence', seq: expected, hash: null, message, entry: null };
    }
    if (entry.seq < expected) {
      const message = `Expected entry ${expected} here, but found ${entry.seq}: entries were reordered or put in.`;
      return { ...broken('sequence', message), seq: expected };
    }
    if (this.#hashes.has(entry.hash)) return broken('repeated', 'The same change was entered before.');
    const head = readLoggedHead(entry.documentId, entry.bytes);
    if (head?.hash !== entry.hash) return broken('bytes', 'The bytes of the change are not those that its hash was made of.');
    if (!verifySignature(entry.deviceId, entry.hash, entry.signature)) {
      return broken('signature', 'The signature is not that of the device that the change is said to be from.');
    }
    if (auditLink(this.#link, entry) !== entry.link) {
      return broken(
        'link',
        'The link does not follow from this entry and the link before it: the entry was altered, put in, or one before it was taken out.',
      );
    }
    const found = further();
    if (found !== null) return found;
    for (const hash of head.deps) if (!this.#hashes.has(hash) && !this.#awaited.has(hash)) this.#awaited.set(hash, entry);
    this.#awaited.delete(entry.hash);
    this.#hashes.add(entry.hash);
    this.#devices.add(entry.deviceId);
    this.#changes = expected;
    this.#link = entry.link;
    this.#from ??= entry.receivedAt;
    this.#to = entry.receivedAt;
    return null;
  }

  /** Looks at what only the whole log shows: that every change has what it builds on. */
  finish(): Break | null {
    let first: [string, AuditEntry] | null = null;
    for (const [hash, entry] of this.#awaited) if (first === null || entry.seq < first[1].seq) first = [hash, entry];
    if (first === null) return null;
    const [hash, entry] = first;
    return {
      kind: 'dependency',
      seq: entry.seq,
      hash: entry.hash,
      message: `It builds on the change ${hash}, which is not in the log.`,
      entry,
    };
  }

  /** The refusal of a log that ends before `hash`, which somebody else vouches for. */
  truncated(hash: string, witness: string): Break {
    const message = `The log ends too early: ${witness} vouches for the change ${hash}, which is not in it.`;
    return { kind: 'truncated', seq: this.#changes + 1, hash, message, entry: null };
  }

  /** What was found so far. */
  tally(): AuditTally {
    return { changes: this.#changes, devices: [...this.#devices].toSorted(), from: this.#from, to: this.#to, lastLink: this.#link };
  }
}
