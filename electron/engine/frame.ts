// Messages on a byte stream: four bytes of length (big-endian), then that many bytes of JSON in UTF-8.

const head = 4;

/** A message as bytes. @throws {RangeError} when it is longer than `longest` bytes. */
export function encodeFrame(message: unknown, longest: number): Buffer {
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  if (length > longest) throw new RangeError(`A message of ${length} bytes was to be sent; ${longest} is the limit. Send less at once.`);
  const frame = Buffer.allocUnsafe(head + length);
  frame.writeUInt32BE(length, 0);
  frame.write(text, head);
  return frame;
}

/**
 * Takes bytes as they come and calls `onMessage` for each whole message. The function it returns answers false once the
 * bytes cannot be messages (longer than `longest` bytes, not JSON); the stream is then of no further use.
 */
export function frameDecoder(longest: number, onMessage: (message: unknown) => void): (bytes: Buffer) => boolean {
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
      if (length > longest) return false;
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
