import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['main.go', 'go.mod', 'go.sum'];
/** The first build downloads the module and compiles it: two minutes on two busy cores. */
const mostBuildMs = 8 * 60_000;

/**
 * The validator's binary, built from its sources unless this build is cached.
 *
 * @param goFolder the folder of the Go sources.
 * @param cacheFolder where builds are kept.
 * @returns the program's path.
 * @throws {Error} with Go's message when it cannot be built.
 * @example
 * const program = buildValidator('tools/grafana-validator/go', '.engines/grafana-validator');
 */
export function buildValidator(goFolder: string, cacheFolder: string): string {
  const hash = createHash('sha256');
  for (const name of sources) hash.update(readFileSync(join(goFolder, name)));
  const program = join(cacheFolder, `validator-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return program;
  mkdirSync(cacheFolder, { recursive: true });
  // Go renames the finished file into place, so an interrupted build leaves none.
  execFileSync('go', ['build', '-o', program, '.'], { cwd: goFolder, timeout: mostBuildMs, stdio: 'pipe' });
  return program;
}
