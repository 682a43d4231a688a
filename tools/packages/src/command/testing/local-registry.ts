import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A package that a registry offers: one version. */
export interface Offered {
  /** The path of its package.json. */
  readonly manifest: string;
  /** A `.tgz`, or a `.tar` that is not compressed: npm reads both. */
  readonly tarball: string;
}

/**
 * An npm registry on loopback with these packages and no others, so that an install proves to need nothing else.
 *
 * @example
 * const { url, close } = await serveRegistry([{ manifest: '/data/cli/package.json', tarball: '/data/cli.tgz' }]);
 */
export async function serveRegistry(
  packages: readonly Offered[],
): Promise<{ readonly url: string; readonly asked: readonly string[]; close(): Promise<void> }> {
  const manifests = await Promise.all(
    packages.map(async ({ manifest, tarball }) => ({
      manifest: JSON.parse(await readFile(manifest, 'utf8')) as { readonly name: string; readonly version: string },
      tarball,
    })),
  );
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    asked.push(path);
    const file = manifests.find(({ manifest }) => path === `files/${manifest.name}.tgz`);
    const found = manifests.find(({ manifest }) => path === manifest.name);
    if (file !== undefined) return void createReadStream(file.tarball).pipe(response);
    if (found === undefined) return void response.writeHead(404).end('{}');
    const { manifest } = found;
    const dist = { tarball: `${url}files/${encodeURIComponent(manifest.name)}.tgz` };
    const body = {
      name: manifest.name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: { ...manifest, dist } },
    };
    return void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
