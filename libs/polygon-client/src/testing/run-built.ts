import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** How a script ended. */
export interface ScriptEnd {
  readonly exitCode: number;
  readonly stdout: string;
}

/**
 * Builds the package to one JavaScript module and runs a CommonJS script next to it, in a separate Node process.
 *
 * @example
 * await runBuilt("const { tickerHint } = require('./client.mjs'); console.log(tickerHint('aapl'));");
 */
export async function runBuilt(script: string, env: Readonly<Record<string, string>> = {}): Promise<ScriptEnd> {
  const folder = await mkdtemp(join(tmpdir(), 'polygon-client-'));
  try {
    await build({
      entryPoints: [join(import.meta.dirname, '../index.ts')],
      outfile: join(folder, 'client.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      logLevel: 'silent',
    });
    await writeFile(join(folder, 'script.cjs'), script);
    return await new Promise((resolve) => {
      const child = execFile(process.execPath, ['script.cjs'], { cwd: folder, env: { ...env } }, (_error, stdout) => {
        resolve({ exitCode: child.exitCode ?? -1, stdout: stdout.trim() });
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
