import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A run on the simulated market. */
export interface StoreRun {
  readonly tickers: string;
  readonly from: string;
  readonly to: string;
  /** The exit code that it ends with: 3 if its checks fail. */
  readonly code: 0 | 3;
  /** A separate configuration file. */
  readonly config?: string;
}

/**
 * Fills a store by runs on the simulated market.
 *
 * @throws {Error} when a run ends otherwise than it should.
 * @example
 * makeStore(root, folder, [{ tickers: 'magnificent7', from: '2026-05-29', to: '2026-05-29', code: 0 }]);
 */
export function makeStore(root: string, folder: string, runs: readonly StoreRun[]): void {
  for (const { tickers, from, to, code, config } of runs) {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        join(root, 'tools/repository/src/launch/main.mjs'),
        'run',
        '--refetch',
        ...['--source', 'simulated', '--tickers', tickers, '--from', from, '--to', to, '--data-dir', folder],
        ...(config === undefined ? [] : ['--config', config]),
      ],
      { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
    );
    if (status !== code) throw new Error(`The run of ${tickers} from ${from} to ${to} ended with ${status}: ${stderr}`);
  }
}
