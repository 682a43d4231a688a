import { createLocalPublished, type StorePaths } from '@tickerlake/pipeline/local';
import { startEngine } from '../engine-process/start-engine.ts';
import type { PageEngine } from './page-engine.ts';

/**
 * The page's engine on this machine: DuckDB in a separate process.
 *
 * @param options.home the folder of this program.
 * @example
 * const engine = startLocalPageEngine({ home, paths });
 */
export function startLocalPageEngine({
  home,
  paths,
}: {
  readonly home: string;
  readonly paths: StorePaths;
}): PageEngine {
  const engine = startEngine({ home, root: paths.root });
  const published = createLocalPublished(paths);
  return {
    rows: (sql, signal) => engine.rows(sql, signal),
    release: () => published.current(),
    state: () => published.state(),
    scans: () => null,
    close: () => engine.close(),
  };
}
