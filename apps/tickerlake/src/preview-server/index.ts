import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RequestError } from '@tickerlake/pipeline';
import { changesPath, QuestionError, readQuestion, scansEvent } from '@tickerlake/preview-api';
import { createTurns, maxConnections, refuseForeign, serverLimits } from '@tickerlake/local-athena';
import { answer } from './answer.ts';
import { HttpRefusal } from './http-refusal.ts';
import { pageFile } from './page-file.ts';
import type { PageSources } from './page-sources.ts';

/** What the server serves. */
export interface PreviewServerOptions extends PageSources {
  /** Exactly this port; without it 4600 or the next free one. */
  readonly port?: number;
  /** As long as an answer may take; 60 s by default. */
  readonly timeoutMs?: number;
}

const defaultPort = 4_600;
/** How soon an open page shows a new release or run. Each check reads two small files. */
const stateCheckMs = 1_000;
/** The most open pages that follow changes. */
const mostFollowers = 32;
/** The most answers computed at the same time; others wait. */
const mostAnswers = 4;
const headers = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/**
 * Serves the page and its data on 127.0.0.1 only, and answers its own page alone: what other sites' pages send is refused (see
 * `refuseForeign`). The page names a panel; the SQL is the dashboard's own. A response ends when its page closes or its time is up.
 *
 * @throws {RequestError} when the port is already in use.
 * @example
 * const server = await startPreviewServer({ pageDir, dashboards, runSql, summary, state });
 */
export async function startPreviewServer(
  options: PreviewServerOptions,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const inTurn = createTurns(mostAnswers);
  const followers = new Set<ServerResponse>();
  const server = createServer(
    serverLimits,
    (request, response) => void respond({ options, inTurn, followers }, request, response),
  );
  server.maxConnections = maxConnections;
  const ports =
    options.port === undefined ? Array.from({ length: 20 }, (_, index) => defaultPort + index) : [options.port];
  for (const port of ports) {
    if (await listens(server, port)) break;
  }
  if (!server.listening)
    throw new RequestError(`Port ${ports[0]} of 127.0.0.1 is already in use: choose another with --port.`);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listens(server: ReturnType<typeof createServer>, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
}

interface Serving {
  readonly options: PreviewServerOptions;
  readonly inTurn: ReturnType<typeof createTurns>;
  readonly followers: Set<ServerResponse>;
}

async function respond(
  { options, inTurn, followers }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const ended = new AbortController();
  const timer = setTimeout(
    () => ended.abort(new HttpRefusal(504, 'The answer took too long: choose a shorter range.')),
    options.timeoutMs ?? 60_000,
  );
  response.once('close', () => {
    clearTimeout(timer);
    ended.abort(new Error('The page was closed.'));
  });
  const { signal } = ended;
  try {
    if (!isNavigation(request)) refuse(refuseForeign(request.headers));
    if (request.method !== 'GET') throw new HttpRefusal(405, 'Only GET is answered.');
    const url = toUrl(request.url ?? '/');
    if (url.pathname === changesPath) return tellChanges(options, followers, response);
    const { type, body } = url.pathname.startsWith('/api/')
      ? {
          type: 'application/json',
          body: JSON.stringify(await inTurn(() => answer(options, signal, readQuestion(url)), signal), toPlain),
        }
      : await pageFile(options.pageDir, url.pathname);
    response.writeHead(200, { ...headers, 'content-type': type }).end(body);
  } catch (error) {
    if (response.destroyed || response.headersSent) return;
    const { status, message } = toRefusal(error);
    response
      .writeHead(status, { ...headers, 'content-type': 'application/json' })
      .end(JSON.stringify({ error: message }));
  }
}

/** A link to the page from elsewhere: it opens the page and reads nothing of it. */
function isNavigation({ url, headers }: IncomingMessage): boolean {
  const isDocument = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return isDocument && url === '/' && headers.origin === undefined && refuseForeign({ host: headers.host }) === null;
}

function refuse(why: string | null): void {
  if (why !== null) throw new HttpRefusal(403, why);
}

function toUrl(path: string): URL {
  if (!URL.canParse(path, 'http://127.0.0.1')) throw new HttpRefusal(400, 'The address cannot be read.');
  return new URL(path, 'http://127.0.0.1');
}

function toRefusal(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof QuestionError) return new HttpRefusal(error.isMissing ? 404 : 400, error.message);
  if (error instanceof RequestError) return new HttpRefusal(400, error.message);
  return new HttpRefusal(500, error instanceof Error ? error.message : String(error));
}

/** Sends the current state and each later one, so that the page loads its data again, and what its statements have scanned. */
function tellChanges(options: PreviewServerOptions, followers: Set<ServerResponse>, response: ServerResponse): void {
  if (followers.size >= mostFollowers)
    throw new HttpRefusal(503, `${mostFollowers} pages follow changes already: close some.`);
  followers.add(response);
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
  let last: string | null = null;
  let lastScans = 'null';
  const look = async (): Promise<void> => {
    const state = await options.state().catch(() => last);
    if (state !== last && state !== null) response.write(`data: ${state}\n\n`);
    last = state;
    const scans = JSON.stringify(options.scans());
    if (scans !== lastScans) response.write(`event: ${scansEvent}\ndata: ${scans}\n\n`);
    lastScans = scans;
  };
  const timer = setInterval(() => void look(), stateCheckMs);
  response.once('close', () => {
    clearInterval(timer);
    followers.delete(response);
  });
  void look();
}

function toPlain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
