// Messages on a byte stream: four bytes of length (big-endian), then that many bytes of JSON in UTF-8.

/** Longest message in bytes; an import of the largest plan file fits with room to spare. */
export const longestFrame = 64 * 1024 * 1024;

const head = 4;

/** A message as bytes. @throws {RangeError} when it is longer than {@link longestFrame}. */
export function encodeFrame(message: unknown): Buffer {
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  if (length > longestFrame) throw new RangeError(`A message of ${length} bytes was to be sent; ${longestFrame} is the limit.`);
  const frame = Buffer.allocUnsafe(head + length);
  frame.writeUInt32BE(length, 0);
  frame.write(text, head);
  return frame;
}

/**
 * Takes bytes as they come and calls `onMessage` for each whole message. The function it returns answers false once the
 * bytes cannot be messages (too long, not JSON); the stream is then of no further use.
 */
export function frameDecoder(onMessage: (message: unknown) => void): (bytes: Buffer) => boolean {
  let pieces: Buffer[] = [];
  let size = 0;
  let wanted = head;
  return (bytes) => {
    pieces.push(bytes);
    size += bytes.length;
    if (size < wanted) return true;
    // Joined only when a message may be whole, so that a long one is not copied with every piece.
    let rest = Buffer.concat(pieces, size);
    while (rest.length >= head) {
      const length = rest.readUInt32BE(0);
      if (length > longestFrame) return false;
      wanted = head + length;
      if (rest.length < wanted) break;
      const message = parse(rest.toString('utf8', head, wanted));
      if (message === undefined) return false;
      rest = rest.subarray(wanted);
      wanted = head;
      onMessage(message);
    }
    pieces = rest.length === 0 ? [] : [rest];
    size = rest.length;
    return true;
  };
}

/** `undefined` for what is not JSON, which no JSON text stands for. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
