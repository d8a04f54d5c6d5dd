// The local socket of a running engine, so that the command line works while the app has the workspace open. Only the
// user who runs the engine can open it.
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { failure, type Result, success } from '#shared/base/result.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Channel, ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { dataFolder as defaultDataFolder } from './default-folder.ts';
import { encodeFrame, frameDecoder } from './frame.ts';
import { type Engine, type EngineOptions, openEngine } from './open-engine.ts';
import { serveChannel } from './serve-channel.ts';
import { isOwnSocket, socketPath } from './socket-place.ts';
import { lockHolder } from './store/workspace-lock.ts';

/** Longest messages in bytes: what a client may ask (an import of the largest plan file, with room to spare), and what the engine may answer. */
const longest = { question: 64 * 1024 * 1024, answer: 512 * 1024 * 1024 } as const;

/** A socket that is listened on. */
export interface LocalSocket {
  readonly path: string;
  /** Ends the connections and removes the socket. */
  close(): Promise<void>;
}

/** Serves `engine` to other processes of this user and says in the workspace where. Hosts that stay open call it once. */
export async function listenLocally(engine: Engine, dataFolder: string = defaultDataFolder()): Promise<Result<LocalSocket, Problem>> {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    serveChannel(engine, socketChannel<EngineMessage, unknown>(socket, { out: longest.answer, in: longest.question }));
  });
  try {
    const path = socketPath(engine.folder, dataFolder);
    // Whoever made it is gone: this engine holds the lock of the workspace.
    if (process.platform !== 'win32') rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    if (process.platform !== 'win32') chmodSync(path, 0o600);
    engine.announce(path);
    const close = async (): Promise<void> => {
      for (const client of clients) client.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    };
    return success({ path, close });
  } catch (error) {
    server.close();
    return failure(problem('unavailable', `The local socket cannot be opened: ${error instanceof Error ? error.message : String(error)}.`));
  }
}

/** What {@link openOrConnect} may be told. */
export interface OpenOrConnectOptions extends Omit<EngineOptions, 'folder'> {
  /** This process will have the workspace open for long, so others must be able to reach it through the socket. */
  readonly stay?: boolean;
  /** How long to wait, in milliseconds, while somebody has the workspace who cannot be reached: another short call. 10,000 by default. */
  readonly patience?: number;
  /** How long the engine that has the workspace may take to greet, in milliseconds; one that does not (a process that was stopped) counts as out of reach. 10,000 by default. */
  readonly greetingTime?: number;
  /** Told when a workspace that was opened here to stay is lost without being closed. */
  readonly onLost?: (reason: Problem) => void;
}

/** Opens the workspace in `folder`, or reaches the engine that has it open. Closing the connection closes what was opened for it, never somebody else's engine. */
export async function openOrConnect(
  folder: string,
  { stay = false, patience = 10_000, greetingTime = 10_000, onLost, ...engineOptions }: OpenOrConnectOptions = {},
): Promise<Result<Connection, Problem>> {
  const giveUp = performance.now() + patience;
  for (;;) {
    const engine = await openEngine({ ...engineOptions, folder });
    if (engine.ok) {
      if (onLost !== undefined) engine.value.onCrash(onLost);
      return stay ? staying(engine.value, engineOptions.dataFolder) : engine;
    }
    if (engine.error.code !== 'locked') return engine;
    const running = await connectLocally(folder, greetingTime);
    if (running !== null) return success(running);
    if (performance.now() >= giveUp) return engine;
    await delay(50 + Math.random() * 100);
  }
}

/** Reaches the engine that has the workspace in `folder` open; `null` when it cannot be reached. */
async function connectLocally(folder: string, greetingTime: number): Promise<Connection | null> {
  const path = lockHolder(folder)?.socket;
  if (path === undefined || !isOwnSocket(path)) return null;
  const socket = await new Promise<Socket | null>((resolve) => {
    const opening = connect(path);
    opening.once('connect', () => resolve(opening));
    opening.once('error', () => resolve(null));
  });
  if (socket === null) return null;
  const greeted = Promise.withResolvers<boolean>();
  const connection = connectChannel(socketChannel<ClientMessage, EngineMessage>(socket, { out: longest.question, in: longest.answer }), {
    onWelcome: () => greeted.resolve(true),
    // Of another version: every question is answered with what to do about it.
    onRefused: () => greeted.resolve(true),
    // It was just being closed.
    onClose: () => greeted.resolve(false),
  });
  const impatient = setTimeout(() => greeted.resolve(false), greetingTime);
  const isReached = await greeted.promise;
  clearTimeout(impatient);
  if (isReached) return connection;
  socket.destroy();
  return null;
}

async function staying(engine: Engine, dataFolder: string | undefined): Promise<Result<Connection, Problem>> {
  const socket = await listenLocally(engine, dataFolder);
  // Without a socket others find the workspace locked, which is no reason not to work.
  if (!socket.ok) return success(engine);
  const { command, query, subscribe, run } = engine;
  return success({
    command,
    query,
    subscribe,
    run,
    in: (view) => engine.in(view),
    async close() {
      await socket.value.close();
      await engine.close();
    },
  });
}

/** A connected socket as a channel; limits in bytes. Messages after the end are dropped. */
function socketChannel<Out, In>(socket: Socket, limits: { readonly out: number; readonly in: number }): Channel<Out, In> {
  const closeListeners: (() => void)[] = [];
  const messageListeners: ((message: In) => void)[] = [];
  const decode = frameDecoder(limits.in, (message) => {
    // Who serves checks every message; a client trusts the engine of its own user.
    for (const listener of messageListeners) listener(message as In);
  });
  socket.setNoDelay(true);
  socket.on('data', (bytes: Buffer) => {
    if (!decode(bytes)) socket.destroy();
  });
  // What follows an error is a close, which tells whoever waits.
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const listener of closeListeners) listener();
  });
  return {
    send(message) {
      if (socket.writable) socket.write(encodeFrame(message, limits.out));
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
    close: () => void socket.end(),
  };
}
