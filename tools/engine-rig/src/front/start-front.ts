import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { forward } from './forward.ts';
import { type Answer, createGlueGaps } from './glue-gaps.ts';

const hopHeaders = new Set(['connection', 'transfer-encoding', 'content-length', 'keep-alive', 'content-encoding']);

/**
 * The front of the emulated AWS: answers the Glue actions that moto lacks, checks `VersionId` where moto does not, lets tests spoil
 * answers, and passes everything else on.
 *
 * @example
 * const close = await startFront(5001, 'http://127.0.0.1:5000');
 */
export async function startFront(port: number, motoUrl: string): Promise<() => Promise<void>> {
  const glue = createGlueGaps((request) => forward(motoUrl, request));
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(502).end(`The front could not reach moto at ${motoUrl}: ${String(error)}`);
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const path = request.url ?? '/';
    if (path === '/rig/health') return void response.writeHead(200).end('ok');
    if (path === '/rig/faults') return void response.writeHead(204).end(glue.setFaults(body.toString('utf8')));
    const asked = { method: request.method ?? 'GET', path, headers: toHeaders(request), body };
    const target = String(request.headers['x-amz-target'] ?? '');
    if (path === '/moto-api/reset') glue.reset();
    const found: Answer | 'cut' = target.startsWith('AWSGlue.') ? await glue.answer(target.slice('AWSGlue.'.length), asked) : await forward(motoUrl, asked);
    if (found === 'cut') return void request.socket.destroy();
    const kept = Object.entries(found.headers).filter(([name]) => !hopHeaders.has(name.toLowerCase()));
    response.writeHead(found.status, Object.fromEntries(kept)).end(found.body);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

function toHeaders(request: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]);
  return Object.fromEntries(pairs.filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name ?? '')));
}
