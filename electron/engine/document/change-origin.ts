// Who wrote a value, and when: the change that holds its operation says so. Changes are read from the log, the newest first,
// because what people wrote beside each other is seldom old.
import type { ChangeLog, LoggedChange } from '#electron/engine/store/change-log.ts';
import { ChangeGraph } from './change-graph.ts';
import { readChangeMessage } from './change-message.ts';
import { type ChangeSpan, holds, operationParts, readChangeSpan } from './change-span.ts';

/** Who wrote something. `null` where nothing is known of it. */
export interface Origin {
  readonly author: string | null;
  readonly deviceId: string | null;
  /** ISO instant. */
  readonly at: string | null;
}

const unknown: Origin = { author: null, deviceId: null, at: null };

/** The changes of one document; use it within one transaction, in which the log does not change. */
export class ChangeOrigins {
  readonly #unread: Iterator<LoggedChange>;
  readonly #deviceOf = new Map<string, string>();
  readonly #byActor = new Map<string, ChangeSpan[]>();
  #graph: ChangeGraph | null = null;

  constructor(log: ChangeLog, documentId: string) {
    this.#unread = log.backFrom(documentId);
  }

  /** Reads one more change; `null` when there are no more. */
  #read(): ChangeSpan | null {
    // A loop over it would end it where it is left.
    for (let next = this.#unread.next(); next.done !== true; next = this.#unread.next()) {
      const span = readChangeSpan(next.value.bytes);
      // A damaged one: what it holds is in the document, and who wrote it is not known until it is repaired.
      if (span === null) continue;
      this.#deviceOf.set(span.hash, next.value.deviceId);
      const among = this.#byActor.get(span.actor);
      if (among === undefined) this.#byActor.set(span.actor, [span]);
      else among.push(span);
      return span;
    }
    return null;
  }

  #changeOf(operation: string): ChangeSpan | null {
    const known = this.#byActor.get(operationParts(operation).actor)?.find((span) => holds(span, operation));
    if (known !== undefined) return known;
    for (let next = this.#read(); next !== null; next = this.#read()) if (holds(next, operation)) return next;
    return null;
  }

  /** Who wrote the value that an operation put. */
  of(operation: string): Origin {
    const change = this.#changeOf(operation);
    const message = change === null ? null : readChangeMessage(change.message);
    if (change === null || message === null) return unknown;
    return { author: message.author, deviceId: this.#deviceOf.get(change.hash) ?? null, at: message.at };
  }

  /** Whether whoever wrote with the operation `later` knew of `earlier`. */
  knew(later: string, earlier: string): boolean {
    const change = this.#changeOf(later);
    return change !== null && this.#whole().knew(change, earlier);
  }

  /** Changes with a message that `deletion` follows upon as little as they upon it, and that none of `deletions` knew of. */
  beside(deletion: string, deletions: readonly string[]): { readonly operation: string; readonly author: string; readonly at: string }[] {
    const graph = this.#whole();
    const deleters = deletions.flatMap((one) => this.#changeOf(one) ?? []);
    return [...this.#byActor.values()].flat().flatMap((span) => {
      const operation = `${span.first}@${span.actor}`;
      const isKnown = deleters.some((one) => graph.knew(one, operation)) || graph.knew(span, deletion);
      // A message may be long: it is read only when it matters.
      const message = isKnown || span.last < span.first ? null : readChangeMessage(span.message);
      return message === null ? [] : [{ operation, author: message.author, at: message.at }];
    });
  }

  /** The graph of all changes. */
  #whole(): ChangeGraph {
    if (this.#graph === null) {
      for (let next = this.#read(); next !== null; next = this.#read());
      this.#graph = new ChangeGraph([...this.#byActor.values()].flat());
    }
    return this.#graph;
  }
}
