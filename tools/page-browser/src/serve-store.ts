import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const mostStartMs = 120_000;

/**
 * `tickerlake preview` of a store in a separate process; rebuilds the page when it is out of date.
 *
 * @throws {Error} when it does not answer.
 * @example
 * const { url, close } = await serveStore(root, '/data/bench');
 */
export async function serveStore(
  root: string,
  store: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const child = spawn(
    process.execPath,
    [join(root, 'tools/repository/src/launch/main.mjs'), 'preview', '--port', String(port), '--data-dir', store],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'close');
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  const untilMs = performance.now() + mostStartMs;
  while (
    !(await fetch(url).then(
      (response) => response.ok,
      () => false,
    ))
  ) {
    if (child.exitCode === null && performance.now() < untilMs) await sleep(100);
    else {
      await close();
      throw new Error(`"tickerlake preview" of ${store} does not answer; see above.`);
    }
  }
  return { url, close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port on 127.0.0.1.');
  return address.port;
}
