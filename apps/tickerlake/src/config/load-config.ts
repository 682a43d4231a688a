import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { countText } from '@tickerlake/data-quality';
import { RequestError } from '@tickerlake/pipeline';
import type * as z from 'zod';
import { type Config, configSchema } from './config-schema.ts';

/** The file that is looked for when none is named. */
export const defaultConfigFile = 'tickerlake.config.json';

/** A configuration and the folder that its relative paths start from. */
export interface LoadedConfig {
  readonly config: Config;
  readonly folder: string;
  /** The file it came from; null when there is none and the defaults hold. */
  readonly file: string | null;
}

/**
 * Reads and validates the configuration file.
 *
 * @throws {RequestError} when a named file is missing, is not JSON, or breaks the schema: every problem is listed.
 * @example
 * const { config } = await loadConfig({ file: undefined, cwd: process.cwd() });
 */
export async function loadConfig(where: {
  readonly file: string | undefined;
  readonly cwd: string;
}): Promise<LoadedConfig> {
  const path = resolve(where.cwd, where.file ?? defaultConfigFile);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (where.file === undefined && cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new RequestError(
      `The configuration ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  });
  if (text === null) return { config: configSchema.parse({}), folder: where.cwd, file: null };
  return { config: parseConfig(text, path), folder: dirname(path), file: path };
}

function parseConfig(text: string, path: string): Config {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new RequestError(`${path} is not valid JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(toProblems);
  throw new RequestError(
    `${path} has ${countText(problems.length, 'problem')}:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
  );
}

function toProblems(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${path === '' ? key : `${path}.${key}`}: there is no such setting`);
  }
  if (issue.code === 'invalid_union') {
    const branch =
      issue.errors
        .map((issues) => issues.at(-1))
        .find((inner) => inner !== undefined && inner.code !== 'invalid_type') ?? issue.errors.at(0)?.at(0);
    return [`${path}: ${branch?.message ?? issue.message}`];
  }
  return [`${path === '' ? '(the file)' : path}: ${issue.message}`];
}
