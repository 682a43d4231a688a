import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadESLint } from 'eslint';
import { binScript } from '../run-bin.mjs';
import { repositoryRoot } from '../repository-root.mjs';

/** One complaint of the linter about a planted text. */
export interface Complaint {
  readonly line: number;
  readonly rule: string;
  readonly text: string;
}

/**
 * A linter for texts that are planted in a project without being written to disk. Nx works out the project graph first, because
 * the boundary rule passes everything when there is none.
 *
 * @example
 * const lint = await createPlantedLint();
 * await lint('libs/volatility/src/planted.ts', "import 'node:fs';"); // [{ line: 1, rule: 'no-restricted-imports', ... }]
 */
export async function createPlantedLint(): Promise<(path: string, text: string) => Promise<Complaint[]>> {
  await promisify(execFile)(process.execPath, [binScript(repositoryRoot, 'nx'), 'show', 'projects'], {
    cwd: repositoryRoot,
    env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
  });
  const LegacyESLint = await loadESLint({ useFlatConfig: false });
  const eslint = new LegacyESLint({ cwd: repositoryRoot });
  return async (path, text) => {
    const results = await eslint.lintText(text, { filePath: join(repositoryRoot, path) });
    if (results.length === 0) throw new Error(`The linter ignores ${path}, so nothing was checked.`);
    return results.flatMap((result) =>
      result.messages.map((message) => ({
        line: message.line,
        rule: message.ruleId ?? 'parser',
        text: message.message,
      })),
    );
  };
}
