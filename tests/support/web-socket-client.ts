// A page without a browser: spends the token of a server and speaks to its engine over a WebSocket.
import { WebSocket } from 'ws';
import type { Channel, ClientMessage, EngineMessage } from '#shared/contract/message.ts';

/** Opens the printed address as a browser would and returns the session's cookie. */
export async function spendToken(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`Expected a cookie from ${url}, got status ${answer.status}.`);
  return cookie;
}

/** Opens the engine's socket of the server at `url` with these headers. Rejects with the status when the server refuses. */
export function openWebSocket(url: string, headers: Readonly<Record<string, string>>): Promise<WebSocket> {
  const { host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/engine`, { headers, maxPayload: 512 * 1024 * 1024 });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => reject(new Error(`status ${response.statusCode}`)));
    socket.once('error', reject);
  });
}

/** An open WebSocket as the client's end of a channel. */
export function clientChannel(socket: WebSocket): Channel<ClientMessage, EngineMessage> {
  return {
    send: (message) => socket.send(JSON.stringify(message), () => {}),
    // The engine under test is ours.
    onMessage: (listener) => void socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString()) as EngineMessage)),
    onClose: (listener) => void socket.on('close', () => listener()),
    close: () => socket.close(),
  };
}
