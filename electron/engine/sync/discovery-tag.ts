// How a device is announced in a network so that those who belong to its workspace know it and nobody else does.
import { createHmac } from 'node:crypto';

/** Bytes of the random number, and of the mark that only members can make of it. */
const half = 8;

const markOf = (workspaceId: string, deviceId: string, number: string): string =>
  createHmac('sha256', workspaceId)
    .update(`sextant discovery tag 1\0${deviceId}\0${number}`)
    .digest('hex')
    .slice(0, 2 * half);

/**
 * A tag, 32 hex digits: a random number, and what follows from it with the workspace's id as the key. Who does not know that id sees
 * noise, and cannot tell that two tags are of one device. No clock is in it: those of two devices may be years apart.
 */
export function discoveryTag(workspaceId: string, deviceId: string, randomBytes: (length: number) => Uint8Array): string {
  const number = Buffer.from(randomBytes(half)).toString('hex');
  return number + markOf(workspaceId, deviceId, number);
}

/** Which of a workspace's devices a tag is of; `null` when of none. It may have been repeated by somebody else: only a connection proves who is there. */
export function deviceOfTag(tag: string, workspaceId: string, deviceIds: readonly string[]): string | null {
  const number = tag.slice(0, 2 * half);
  return deviceIds.find((deviceId) => number + markOf(workspaceId, deviceId, number) === tag) ?? null;
}
