// Spoils text the way that tools do which read UTF-8 as Windows-1252. For the tests of reading.

/** The text as it looks after its UTF-8 bytes were decoded as Windows-1252. */
export function spoil(text: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
}
