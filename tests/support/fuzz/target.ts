// What a decoder must be to be tried with hostile bytes.

/** A part of an input that means something by itself: what is done to it leaves the lengths and checksums around it right. */
export interface Piece {
  /** What it is; what is joined again is put where pieces of this tag belong. */
  readonly tag: string;
  readonly bytes: Buffer;
}

/** A decoder under test. */
export interface FuzzTarget {
  /** What the honest encoder makes; all of it is taken. */
  readonly seeds: readonly Buffer[];
  /** Takes what is honest apart, and puts what became of it together. */
  split?(bytes: Buffer): Piece[];
  join?(pieces: readonly Piece[]): Buffer;
  /** Lets the decoder have bytes; answers whether it took them. @throws for everything that may not happen. */
  take(bytes: Buffer): boolean | Promise<boolean>;
  /** Makes anew what inputs may have changed; called before every so many inputs. */
  renew?(): void;
  /** Most bytes by which one input may raise the process above what it ever had. */
  readonly room?: number;
}
