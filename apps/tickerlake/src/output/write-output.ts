import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { RequestError } from '@tickerlake/pipeline';

/**
 * Writes a file that the user named.
 *
 * @param file from the folder in which the command was typed.
 * @param options.mayOverwrite whether a file that exists is replaced; by default it is.
 * @param options.makesFolder whether folders that are missing are made; by default they must exist.
 * @throws {RequestError} when it cannot be written, or exists and may not be replaced.
 * @example
 * await writeOutput('hours.html', html, context);
 */
export async function writeOutput(
  file: string,
  text: string,
  { cwd }: { readonly cwd: string },
  options: { readonly makesFolder?: boolean; readonly mayOverwrite?: boolean } = {},
): Promise<void> {
  const path = resolve(cwd, file);
  try {
    if (options.makesFolder === true) await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: options.mayOverwrite === false ? 'wx' : 'w' });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') throw fileExists(file, cause);
    throw new RequestError(
      `${file} cannot be written (${cause instanceof Error ? cause.message : String(cause)}): check that its folder exists, or name another file.`,
      { cause },
    );
  }
}

/** The error for a file that exists and may not be replaced. */
export const fileExists = (file: string, cause?: unknown): RequestError =>
  new RequestError(`${file} exists: add --overwrite, or name another file with --output.`, { cause });
