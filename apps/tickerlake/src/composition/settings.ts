import { resolve } from 'node:path';
import { parseBarLength, RequestError } from '@tickerlake/pipeline';
import { universes } from '@tickerlake/record-schema';
import type { Environment } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Config } from '../config/config-schema.ts';
import { parseTickers } from '../input/parse-tickers.ts';

/** Options that every command takes; they win over the file. */
export interface CommonOptions {
  readonly config?: string;
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly source?: Config['source'];
  readonly tickers?: string;
  readonly replayDir?: string;
  readonly bar?: string;
  readonly seed?: string;
  readonly baseUrl?: string;
  readonly callsPerMinute?: string;
  readonly timespan?: Config['timespan'];
  readonly target?: Config['target'];
}

/** Every choice made: file, options and environment together. */
export interface Settings {
  readonly config: Config;
  readonly environment: Environment;
  /** Null when neither the file nor an option names one. */
  readonly chosenSource: NonNullable<Config['source']> | null;
  readonly tickers: readonly string[];
  /** Whether the tickers were named, by the file or an option, rather than defaulted. */
  readonly hasChosenTickers: boolean;
  /** Where tables are built. */
  readonly target: Config['target'];
  readonly dataDir: string;
  readonly replayDir: string | null;
  /** How long recorded bars are, as the option or the file states it. */
  readonly replayBar: { readonly by: string; readonly barMs: number } | null;
  readonly qualityFolder: string;
  readonly isJson: boolean;
}

/**
 * Puts the configuration file, the command's options and the environment together.
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
  const replayDir =
    options.replayDir ?? (config.replayDir === undefined ? undefined : resolve(folder, config.replayDir));
  const chosenSource = options.source ?? (options.replayDir === undefined ? config.source : 'replay') ?? null;
  assertOptionsFit(options, chosenSource ?? (environment.apiKey === null ? 'simulated' : 'polygon'));
  return {
    config: applyOptions(config, options),
    environment,
    chosenSource,
    tickers: options.tickers === undefined ? toTickers(config.universe) : parseTickers(options.tickers),
    hasChosenTickers: options.tickers !== undefined || (file !== null && config.universe !== 'magnificent7'),
    target: options.target ?? config.target,
    dataDir: options.dataDir === undefined ? resolve(folder, config.dataDir) : resolve(cwd, options.dataDir),
    replayDir: replayDir === undefined ? null : resolve(cwd, replayDir),
    replayBar: statedBar(options.bar, config.replayBar),
    qualityFolder: folder,
    isJson: options.json ?? false,
  };
}

/** Options that only one source looks at: elsewhere they would have no effect. */
const sourceOptions = [
  { name: 'baseUrl', flag: '--base-url', source: 'polygon' },
  { name: 'callsPerMinute', flag: '--calls-per-minute', source: 'polygon' },
  { name: 'seed', flag: '--seed', source: 'simulated' },
  { name: 'replayDir', flag: '--replay-dir', source: 'replay' },
] as const;

function assertOptionsFit(options: CommonOptions, source: NonNullable<Config['source']>): void {
  const stray = sourceOptions.find((option) => options[option.name] !== undefined && option.source !== source);
  if (stray === undefined) return;
  const advice =
    stray.source === 'polygon' && options.source === undefined
      ? 'set MASSIVE_API_KEY, or leave the option out'
      : `add --source ${stray.source}, or leave the option out`;
  throw new RequestError(`${stray.flag} is for source ${stray.source}, and this command uses ${source}: ${advice}.`);
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
    throw new RequestError(`--bar ${text} is no length of bars: write minute, 5minute, hour or day, up to a day.`);
  return { by: option === undefined ? '"replayBar"' : '--bar', barMs };
}

function parseCallsPerMinute(text: string): number | null {
  if (text === 'unlimited') return null;
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new RequestError(`--calls-per-minute ${text}: give a whole number from 1, or "unlimited".`);
  return Number(text);
}

function toTickers(universe: Config['universe']): readonly string[] {
  return typeof universe === 'string' ? universes[universe] : parseTickers(universe.join(','));
}
