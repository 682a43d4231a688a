import { spawnSync } from 'node:child_process';

/** The validator's verdict on a file; an empty error means that the file is valid. */
export interface Verdict {
  readonly file: string;
  /** `classic`, the apiVersion of a manifest, or `alert-rule`. */
  readonly kind: string;
  readonly error: string;
}

/**
 * Runs the validator over files.
 *
 * @throws {Error} when the program itself fails.
 * @example
 * validateFiles(program, ['docs/dashboards/comparisons.json'])[0]?.error; // ''
 */
export function validateFiles(program: string, files: readonly string[]): Verdict[] {
  const { status, stdout, stderr } = spawnSync(program, files, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0 && status !== 1) throw new Error(`The validator ended with ${String(status)}: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
}
