import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseBarLength, RequestError, type SourceName } from '@tickerlake/pipeline';
import { membersOf, namedMembers } from '@tickerlake/record-schema';
import type { Config } from '../config/config-schema.ts';
import type { Environment } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { parseWholeNumber } from '../input/parse-whole-number.ts';
import { parseTickers } from '../input/parse-tickers.ts';
import type { CommonOptions, Settings } from './settings.ts';
import { sources } from './sources/index.ts';

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
  const empty = (['config', 'dataDir', 'replayDir'] as const).find((name) => options[name]?.trim() === '');
  if (empty !== undefined)
    throw new RequestError(
      `--${empty.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is empty: give a path, or leave the option out.`,
    );
  const { config, folder, file } = await loadConfig({ file: options.config, cwd });
  const dataDir = options.dataDir === undefined ? resolve(folder, config.dataDir) : resolve(cwd, options.dataDir);
  await assertFolder(dataDir);
  const replayDir =
    options.replayDir ?? (config.replayDir === undefined ? undefined : resolve(folder, config.replayDir));
  const chosenSource = options.source ?? (options.replayDir === undefined ? config.source : 'replay') ?? null;
  const sourceToRun = chosenSource ?? (environment.apiKey === null ? 'simulated' : 'polygon');
  assertOptionsFit(options, sourceToRun);
  const tickers = options.tickers === undefined ? tickersOf(config.universe) : parseTickers(options.tickers);
  return {
    config: applyOptions(config, options),
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
    replayDir: replayDir === undefined ? null : resolve(cwd, replayDir),
    replayBar: statedBar(options.bar, config.replayBar),
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

/** Refuses options that another source reads: they would have no effect. */
function assertOptionsFit(options: CommonOptions, used: SourceName): void {
  for (const { name, options: own } of Object.values(sources)) {
    const stray = name === used ? undefined : own.find(({ key }) => options[key] !== undefined);
    if (stray === undefined) continue;
    const [flag = ''] = stray.flags.split(' ');
    const advice =
      name === 'polygon' && options.source === undefined
        ? 'set MASSIVE_API_KEY, or leave the option out'
        : `add --source ${name}, or leave the option out`;
    throw new RequestError(`${flag} is for source ${name}, and this command uses ${used}: ${advice}.`);
  }
}

function applyOptions(config: Config, options: CommonOptions): Config {
  return {
    ...config,
    timespan: options.timespan ?? config.timespan,
    simulated: { seed: options.seed ?? config.simulated.seed },
    polygon: {
      baseUrl: options.baseUrl ?? config.polygon.baseUrl,
      callsPerMinute:
        options.callsPerMinute === undefined
          ? config.polygon.callsPerMinute
          : parseCallsPerMinute(options.callsPerMinute),
    },
  };
}

function statedBar(option: string | undefined, configured: string | undefined): Settings['replayBar'] {
  const text = option ?? configured;
  if (text === undefined) return null;
  const barMs = parseBarLength(text);
  if (barMs === null)
    throw new RequestError(`--bar ${text} is not a bar size: write minute, 5minute, hour or day, up to a day.`);
  return { by: option === undefined ? '"replayBar"' : '--bar', barMs };
}

const parseCallsPerMinute = (text: string): number | null =>
  text === 'unlimited'
    ? null
    : parseWholeNumber(text, {
        flag: '--calls-per-minute',
        expected: 'a whole number from 1, or "unlimited"',
        most: 99_999,
      });

const tickersOf = (universe: Config['universe']): readonly string[] =>
  parseTickers(
    membersOf(universe)
      .map(({ ticker }) => ticker)
      .join(','),
  );
