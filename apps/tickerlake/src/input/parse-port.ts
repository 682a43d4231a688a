import { createServer } from 'node:net';
import { RequestError } from '@tickerlake/pipeline';

/**
 * A port as typed.
 *
 * @throws {RequestError} unless it is a number from 1 to 65535.
 * @example
 * parsePort('4600'); // 4600
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw new RequestError(`--port ${text}: give a number from 1 to 65535.`);
  return port;
}

/**
 * Checks that a port is free before doing work that needs it.
 *
 * @throws {RequestError} when the port is in use or the system refuses it.
 * @example
 * await assertPortFree(4600);
 */
export function assertPortFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${cause.message})`;
      reject(new RequestError(`Port ${port} of 127.0.0.1 ${why}: choose another with --port.`, { cause }));
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
