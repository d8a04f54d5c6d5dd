// Types of the package dns-packet, which comes without: as much of them as is used here.
declare module 'dns-packet' {
  interface Question {
    readonly name: string;
    readonly type: string;
  }
  /** `data` is text for PTR and A, and the shapes below for the others. */
  interface Answer {
    readonly name: string;
    readonly type: string;
    readonly ttl?: number;
    readonly data: unknown;
  }
  interface Message {
    readonly type: 'query' | 'response';
    readonly flags?: number;
    readonly questions?: readonly Question[];
    readonly answers?: readonly Answer[];
  }
  export const AUTHORITATIVE_ANSWER: number;
  export function encode(message: Message): Buffer;
  /** @throws {Error} for what is no message. */
  export function decode(bytes: Uint8Array): Required<Message> & { readonly additionals: readonly Answer[] };
}
