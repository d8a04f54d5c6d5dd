// Browser mode: serves the built page and a WebSocket to the engine on this machine only. The same page runs in the
// desktop; what differs is how a stranger is kept out.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { fixedHeaders, pageHeaders } from '#shared/contract/page-part.ts';
import { pageFile } from './page-file.ts';
import { foreignRequest } from './request-check.ts';
import { createSessions, type Sessions } from './session.ts';
import { webSocketChannel } from './web-socket-channel.ts';

/** What is served, and where. */
export interface ServeOptions {
  /** The engine, or a connection to one. It is not closed with the server. */
  readonly engine: Connection;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** A loopback address; 127.0.0.1 by default. */
  readonly host?: string;
}

/** A running server. */
export interface PageServer {
  /** Address with the one-time token: the first browser that opens it gets in. */
  readonly url: string;
  /** Ends the connections of all pages and stops listening. */
  close(): Promise<void>;
}

/** Longest message of a page, in bytes. */
const maxPayload = 64 * 1024 * 1024;

/** Starts serving. Refuses with `unavailable` when the port is taken. */
export async function serve({ engine, pageFolder, port = 0, host = '127.0.0.1' }: ServeOptions): Promise<Result<PageServer, Problem>> {
  const server = createServer();
  const listening = await listen(server, port, host);
  if (!listening.ok) return listening;
  const name = host.includes(':') ? `[${host}]` : host;
  const own = `${name}:${listening.value}`;
  const hosts = [own, `localhost:${listening.value}`];
  const sessions = createSessions(listening.value);
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });

  server.on('request', (request, response) => {
    void answer(request, response, { hosts, sessions, pageFolder }).catch(() => refuse(response, 500, 'The page could not be read.'));
  });
  server.on('upgrade', (request, socket, head) => {
    const refusal = upgradeRefusal(request, hosts, sessions);
    if (refusal !== null) return endUpgrade(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (open) => serveChannel(engine, webSocketChannel(open)));
  });
  return success({
    url: `http://${own}/?token=${sessions.token}`,
    async close() {
      for (const open of sockets.clients) open.close(1001, 'The server is closing.');
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      const impatient = setTimeout(() => {
        for (const open of sockets.clients) open.terminate();
        server.closeAllConnections();
      }, 1000);
      await closed;
      clearTimeout(impatient);
    },
  });
}

function listen(server: Server, port: number, host: string): Promise<Result<number, Problem>> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      const fix = taken ? 'Another program uses it; take another with --port, or none for any free one' : error.message;
      resolve(failure(problem('unavailable', `The page cannot be served on ${host}, port ${port}: ${fix}.`, 'port')));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(success(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

interface Place {
  readonly hosts: readonly string[];
  readonly sessions: Sessions;
  readonly pageFolder: string;
}

/** Decides about every request, in this order: ours? known method? token? session? file? */
async function answer(request: IncomingMessage, response: ServerResponse, { hosts, sessions, pageFolder }: Place): Promise<void> {
  const foreign = foreignRequest(request, hosts, false);
  if (foreign !== null) return refuse(response, 403, foreign);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'The page is only read.');
  const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
  const admitted = sessions.admits(request.headers.cookie);
  const token = path === '/' ? new URLSearchParams(search).get('token') : null;
  if (token !== null) return admit(request, response, sessions, token, admitted);
  if (!admitted) return refuse(response, 401, 'Open the address that Sextant printed when it started; it lets one browser in.');
  const file = await pageFile(pageFolder, path);
  if (file === null) return refuse(response, 404, 'The page has no such file.');
  response.writeHead(200, {
    ...pageHeaders(hosts.map((host) => `ws://${host}`)),
    'content-type': file.type,
    'content-length': file.bytes.length,
  });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

/** Spends the token and leads to the address without it, so that neither history nor bookmark keeps it. */
function admit(request: IncomingMessage, response: ServerResponse, sessions: Sessions, token: string, admitted: boolean): void {
  // A preview or a HEAD must not spend the token that the person is about to use.
  const cookie = admitted || request.method !== 'GET' ? null : sessions.spend(token);
  if (cookie === null && !admitted) {
    return refuse(response, 401, 'This address was used before or is not whole. Start Sextant again to get a new one.');
  }
  // After a click on another site's page a redirect would not carry the strict cookie; a page that leads on does.
  const isForeignClick = request.headers['sec-fetch-site'] === 'cross-site';
  response.writeHead(isForeignClick ? 200 : 303, {
    ...fixedHeaders,
    ...(isForeignClick ? { refresh: '0; url=/' } : { location: '/' }),
    ...(cookie === null ? {} : { 'set-cookie': cookie }),
  });
  response.end();
}

function upgradeRefusal(request: IncomingMessage, hosts: readonly string[], sessions: Sessions): string | null {
  if (foreignRequest(request, hosts, true) !== null) return '403 Forbidden';
  if (request.url !== '/engine') return '404 Not Found';
  return sessions.admits(request.headers.cookie) ? null : '401 Unauthorized';
}

function endUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, {
    ...fixedHeaders,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'content-type': 'text/plain; charset=utf-8',
  });
  response.end(`${reason}\n`);
}
