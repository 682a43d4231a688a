import { createServer, type IncomingHttpHeaders } from 'node:http';

/** An answer of the server: JSON with 200, or any other; `null` cuts the connection. Every JSON answer but the last gets a `nextUri` if it has none. */
export type ScriptedAnswer =
  | { readonly json: object }
  | { readonly status: number; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  | null;

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that answers as Trino's documentation says, from a list. */
export interface ScriptedTrino extends AsyncDisposable {
  readonly url: string;
  readonly requests: SeenRequest[];
}

/**
 * Answers POST and GET with the script's answers in their order, DELETE with 204. JSON answers get an id, `stats` and, except
 * the last, the `nextUri` of the answer after them; faults (other statuses, cuts) do not count as pages.
 *
 * @example
 * await using trino = await startScriptedTrino([{ json: {} }, { json: { columns, data: [[1]] } }]);
 */
export async function startScriptedTrino(script: readonly ScriptedAnswer[]): Promise<ScriptedTrino> {
  const requests: SeenRequest[] = [];
  const lastJson = script.findLastIndex((answer) => answer !== null && 'json' in answer);
  let turn = 0;
  let page = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      if (request.method === 'DELETE') {
        response.writeHead(204).end();
        return;
      }
      const answer = script[turn];
      const isLast = turn === lastJson;
      turn += 1;
      if (answer === undefined || answer === null) {
        request.socket.destroy();
        return;
      }
      if ('status' in answer) {
        response.writeHead(answer.status, answer.headers).end(answer.text ?? '');
        return;
      }
      page += 1;
      const frame = {
        id: queryId,
        infoUri: `${url}/ui/query.html?${queryId}`,
        stats: { state: isLast ? 'FINISHED' : 'RUNNING' },
      };
      const text = JSON.stringify({
        ...frame,
        ...(isLast ? {} : { nextUri: `${url}/v1/statement/executing/${queryId}/slug/${page}` }),
        ...answer.json,
      });
      // `"#123"` represents a number that JavaScript cannot hold.
      response.writeHead(200, { 'content-type': 'application/json' }).end(text.replaceAll(/"#([^"]+)"/g, '$1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    url,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The id of every query of the scripted server. */
export const queryId = '20260529_193000_00001_abcde';
