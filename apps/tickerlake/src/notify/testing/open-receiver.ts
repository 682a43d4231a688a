import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A server that receives webhooks. */
export interface Receiver {
  readonly url: string;
  /** The bodies that arrived, in order. */
  readonly bodies: string[];
}

/**
 * Opens a server that answers each request as the next entry says, the last one for all others; null never answers.
 *
 * @example
 * const { url, bodies } = await openReceiver([500, 200]);
 */
export async function openReceiver(answers: readonly (number | null)[], path = '/'): Promise<Receiver> {
  const bodies: string[] = [];
  const open: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const status = answers[Math.min(bodies.length, answers.length - 1)] ?? null;
      bodies.push(body);
      if (status === null) open.push(response);
      else response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end('answer');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const response of open) response.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, bodies };
}
