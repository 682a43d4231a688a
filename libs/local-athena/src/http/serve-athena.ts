import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AthenaEndpoint } from '../endpoint/athena-endpoint.ts';
import { refuseForeign } from './local-request.ts';
import { readBody } from './read-body.ts';
import { maxConnections, serverLimits } from './server-limits.ts';

/** Options for serving an endpoint. */
export interface ServeAthenaOptions {
  readonly endpoint: AthenaEndpoint;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Whether `POST /faults` sets faults. For tests only. */
  readonly withFaults?: boolean;
}

/** A served endpoint. */
export interface AthenaServer {
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends running queries. */
  close(): Promise<void>;
}

const target = /^AmazonAthena\.([A-Za-z]+)$/;
/** A statement may have 262,144 bytes, at most six times as many in JSON. */
const maxBodyBytes = 2_097_152;

/**
 * Serves an endpoint on 127.0.0.1 over HTTP, in the protocol of the AWS SDKs (JSON 1.1). It ignores credentials;
 * requests of web pages are refused (see `refuseForeign`).
 *
 * @throws {Error} with code EADDRINUSE when the port is taken.
 * @example
 * const { url, close } = await serveAthena({ endpoint, port: 4650 });
 */
export async function serveAthena(options: ServeAthenaOptions): Promise<AthenaServer> {
  const server = createServer(serverLimits, (request, response) => {
    void respond(options, request, response).catch(() => request.socket.destroy());
  });
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      await options.endpoint.reset();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function respond(
  { endpoint, withFaults = false }: ServeAthenaOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const say = (status: number, message: string) =>
    void response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(`${message}\n`);
  const refusal = refuseForeign(request.headers);
  if (refusal !== null) return say(403, refusal);
  if (request.method !== 'POST')
    return say(405, 'An endpoint of the Athena API: give its address to an AWS SDK, as endpoint.');
  const body = await readBody(request, maxBodyBytes);
  if (body === null) return say(413, `The request is larger than ${maxBodyBytes} bytes.`);
  if (withFaults && request.url === '/faults') return setFaults(endpoint, body, say);
  const action = target.exec(String(request.headers['x-amz-target'] ?? ''))?.[1];
  if (action === undefined)
    return say(400, 'The header X-Amz-Target must name an action: AmazonAthena.StartQueryExecution, for example.');
  const answer = await endpoint.answer(action, body);
  if (answer === 'lost') return void request.socket.destroy();
  response
    .writeHead(answer.status, {
      'content-type': 'application/x-amz-json-1.1',
      ...(answer.errorType !== undefined && { 'x-amzn-errortype': answer.errorType }),
    })
    .end(answer.body);
}

function setFaults(endpoint: AthenaEndpoint, body: string, say: (status: number, message: string) => void): void {
  try {
    endpoint.setFaults(body);
    say(200, 'set');
  } catch (error) {
    say(400, error instanceof Error ? error.message : String(error));
  }
}
