import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { AthenaEndpoint, EndpointAnswer } from '../endpoint/athena-endpoint.ts';
import { answerS3 } from '../s3/answer-s3.ts';
import { answerSts } from '../sts/answer-sts.ts';
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

const target = /^(AmazonAthena|AWSGlue)\.([A-Za-z]+)$/;
/** A statement may have 262,144 bytes, at most six times as many in JSON. */
const maxBodyBytes = 2_097_152;

/**
 * Serves an endpoint on 127.0.0.1 over HTTP, in the protocols of the AWS SDKs: Athena and Glue in JSON 1.1, S3 for
 * the results of queries, GetCallerIdentity of STS. It ignores credentials; requests of web pages are refused (see `refuseForeign`).
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
  const { method = '', url = '/', headers } = request;
  const body = method === 'POST' || method === 'PUT' ? await readBody(request, maxBodyBytes) : '';
  if (body === null) return say(413, `The request is larger than ${maxBodyBytes} bytes.`);
  if (withFaults && method === 'POST' && url === '/faults') return setFaults(endpoint, body, say);
  if (method === 'POST' && pathOf(url) === '/') {
    const named = headers['x-amz-target'];
    // curl calls every body a form.
    if (named === undefined && headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
      const answer = answerSts(body);
      return void response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
    }
    return answerJson(endpoint, String(named ?? ''), body, request, response);
  }
  const objects = endpoint.objects();
  if (objects === null) return say(405, 'An endpoint of the Athena API: give its address to an AWS SDK, as endpoint.');
  const answer = answerS3(objects, { method, url, headers });
  response.writeHead(answer.status, {
    'x-amz-request-id': '0000000000000000',
    // A body that was not read must not be taken for the next request.
    ...(answer.status >= 400 && { connection: 'close' }),
    ...answer.headers,
  });
  if (answer.body === null || typeof answer.body === 'string') response.end(method === 'HEAD' ? null : answer.body);
  else await pipeline(answer.body, response);
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

async function answerJson(
  endpoint: AthenaEndpoint,
  named: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, service, action = ''] = target.exec(named) ?? [];
  const answer =
    service === undefined
      ? unknownOperation(named)
      : await (service === 'AWSGlue' ? endpoint.answerGlue(action, body) : endpoint.answer(action, body));
  if (answer === 'lost') return void request.socket.destroy();
  response
    .writeHead(answer.status, {
      'content-type': 'application/x-amz-json-1.1',
      ...(answer.errorType !== undefined && { 'x-amzn-errortype': answer.errorType }),
    })
    .end(answer.body);
}

/** No action, or one of a service that is not here. */
function unknownOperation(named: string): EndpointAnswer {
  const type = 'UnknownOperationException';
  const message = `${named === '' ? 'A request without the header X-Amz-Target' : named} is not supported here: actions of AmazonAthena and AWSGlue are.`;
  return { status: 400, errorType: type, body: JSON.stringify({ __type: type, message, Message: message }) };
}

function setFaults(endpoint: AthenaEndpoint, body: string, say: (status: number, message: string) => void): void {
  try {
    endpoint.setFaults(body);
    say(200, 'set');
  } catch (error) {
    say(400, error instanceof Error ? error.message : String(error));
  }
}
