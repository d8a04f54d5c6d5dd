// Flips bytes in the files of a workspace that is closed, at places that a test names by what lies there.
import { readFileSync, writeFileSync } from 'node:fs';

/** Turns every bit of the byte at `place` in the file at `path`. */
export function flipByte(path: string, place: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 0xff, place);
  writeFileSync(path, bytes);
}
