import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** The package in one file, as it is packed: a bundler has to see by itself what an application does not use. */
async function packedIndex(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'index.ts')],
    bundle: true,
    format: 'esm',
    target: 'node20',
    external: ['zod'],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

const bundleOf = async (contents: string): Promise<{ readonly text: string; readonly gzippedBytes: number }> => {
  const index = await packedIndex();
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'packed',
        setup(builder) {
          builder.onLoad({ filter: /index\.ts$/ }, () => ({ contents: index, loader: 'js' }));
        },
      },
    ],
  });
  const [{ contents: bytes, text } = { contents: new Uint8Array(), text: '' }] = outputFiles;
  return { text, gzippedBytes: gzipSync(bytes, { level: 9 }).length };
};

describe('a bundle for a browser or a Lambda', () => {
  it('of one endpoint, with validation, limiter and retries, has at most 14 kB gzipped', async () => {
    const { gzippedBytes } = await bundleOf(`
      import { aggregatePages, createConnection } from './index.ts';
      globalThis.pages = (apiKey, request) => aggregatePages(createConnection({ apiKey }), request);
    `);

    expect(gzippedBytes).toBeLessThanOrEqual(14_000);
  });

  it('of bars in columns has at most 16 kB gzipped', async () => {
    const { gzippedBytes } = await bundleOf(`
      import { columnPages, createConnection } from './index.ts';
      globalThis.pages = (apiKey, request) => columnPages(createConnection({ apiKey }), request);
    `);

    expect(gzippedBytes).toBeLessThanOrEqual(16_000);
  });

  it('of an endpoint holds nothing of the others', async () => {
    const { text } = await bundleOf("import { aggregatePages } from './index.ts'; globalThis.pages = aggregatePages;");

    expect(text).toContain('/v2/aggs/ticker/');
    expect(text).not.toMatch(/splits|dividend|marketstatus|snapshot|NDAQ/);
  });
});
