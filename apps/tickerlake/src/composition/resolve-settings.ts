import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RequestError } from '@tickerlake/pipeline';
import { membersOf, namedMembers } from '@tickerlake/record-schema';
import type { Config } from '../config/config-schema.ts';
import type { Environment } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { parseTickers } from '../input/parse-tickers.ts';
import type { CommonOptions, Settings } from './settings.ts';
import { applySourceOptions, assertOptionsFit, chosenByOption } from './sources/apply-source-options.ts';

/**
 * Combines the configuration file, the command's options and the environment.
 *
 * @throws {RequestError} when the file or an option is invalid.
 * @example
 * const settings = await resolveSettings(options, readEnvironment(process.env), process.cwd());
 */
export async function resolveSettings(
  options: CommonOptions,
  environment: Environment,
  cwd: string,
): Promise<Settings> {
  const empty = (['config', 'dataDir'] as const).find((name) => options[name]?.trim() === '');
  if (empty !== undefined)
    throw new RequestError(
      `--${empty.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is empty: give a path, or leave the option out.`,
    );
  const { config, folder, file } = await loadConfig({ file: options.config, cwd });
  const dataDir = options.dataDir === undefined ? resolve(folder, config.dataDir) : resolve(cwd, options.dataDir);
  await assertFolder(dataDir);
  const chosenSource = options.source ?? chosenByOption(options) ?? config.source ?? null;
  const sourceToRun = chosenSource ?? (environment.apiKey === null ? 'simulated' : 'polygon');
  assertOptionsFit(options, sourceToRun);
  const tickers = options.tickers === undefined ? tickersOf(config.universe) : parseTickers(options.tickers);
  return {
    config: applySourceOptions({ ...config, timespan: options.timespan ?? config.timespan }, options, { cwd, folder }),
    environment,
    chosenSource,
    sourceToRun,
    tickers,
    members:
      options.tickers === undefined
        ? membersOf(config.universe)
        : namedMembers(options.tickers.split(',').map((name) => name.trim())),
    hasChosenTickers: options.tickers !== undefined || (file !== null && config.universe !== 'magnificent7'),
    target: options.target ?? config.target,
    dataDir,
    qualityFolder: folder,
    isJson: options.json ?? false,
  };
}

/** A data folder may be missing, and then holds nothing; a file in its place is a mistake. */
async function assertFolder(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOTDIR' ? 'file' : null));
  if (found === null || (found !== 'file' && found.isDirectory())) return;
  throw new RequestError(
    `The data folder ${path} is a file or is inside one: choose another with --data-dir, or "dataDir" in tickerlake.config.json.`,
  );
}

const tickersOf = (universe: Config['universe']): readonly string[] =>
  parseTickers(
    membersOf(universe)
      .map(({ ticker }) => ticker)
      .join(','),
  );
