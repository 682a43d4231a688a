import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

/** A call that reached the server. */
export interface ReceivedCall {
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly atMs: number;
}

/** The response of the server: status, headers, and a body that is sent as JSON unless it is a text; a function writes the response itself. */
export type ServerAnswer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | ((response: ServerResponse) => void);

/** A running server. */
export interface VendorServer {
  /** For `baseUrl`. */
  readonly url: string;
  /** Every call so far, in order. */
  readonly calls: readonly ReceivedCall[];
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/**
 * A real HTTP server on the loopback interface that answers as it is told. `answer` gets each call and the number of earlier calls.
 *
 * @example
 * const server = await serveVendor(inTurn(faults.serverError(502), { body: toAnswer(toBars(0, 2)) }));
 * const client = createPolygonClient({ apiKey: 'any', baseUrl: server.url });
 * await server.close();
 */
export async function serveVendor(answer: (call: ReceivedCall, before: number) => ServerAnswer): Promise<VendorServer> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const call = { path: request.url ?? '', headers: request.headers, atMs: performance.now() };
    const answered = answer(call, calls.push(call) - 1);
    if (typeof answered === 'function') {
      answered(response);
      return;
    }
    const { status = 200, headers = {}, body = '' } = answered;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * The given responses in order; the last one repeats.
 *
 * @example
 * inTurn(faults.reset(), { body: toAnswer([]) });
 */
export function inTurn(
  ...answers: readonly [ServerAnswer, ...ServerAnswer[]]
): (call: ReceivedCall, before: number) => ServerAnswer {
  return (_call, before) => answers[before] ?? answers.at(-1) ?? answers[0];
}
