import { isAbsolute, resolve } from 'node:path';
import { RequestError, type SourceName, type SourceOption, sources } from '@tickerlake/pipeline';
import * as z from 'zod';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';

/** Where relative folders start. */
export interface OptionPlaces {
  readonly cwd: string;
  /** The folder of the configuration file. */
  readonly folder: string;
}

/**
 * The configuration with the options of the sources in it, and their folders absolute.
 *
 * @throws {RequestError} when an option's value cannot be used.
 * @example
 * applySourceOptions(config, { seed: 'other' }, places).simulated; // { seed: 'other' }
 */
export function applySourceOptions<Config extends object>(
  config: Config,
  options: object,
  { cwd, folder }: OptionPlaces,
): Config {
  const given = new Map<string, unknown>(Object.entries(options));
  let applied = config;
  for (const { settings, options: own } of sources) {
    for (const option of own) {
      const text = given.get(option.key);
      if (typeof text === 'string') applied = withSetting(applied, option.setting, valueOf(option, text, cwd));
      else if (option.reads === 'folder') applied = withFolder(applied, option.setting, folder);
    }
    const parsed = z.object(settings).safeParse(applied);
    const [issue] = parsed.error?.issues ?? [];
    if (issue === undefined) continue;
    const wrong = own.find(({ setting }) => setting === issue.path.join('.'));
    throw new RequestError(
      wrong === undefined
        ? `${issue.path.join('.')}: ${issue.message}`
        : `${flagOf(wrong)} ${String(given.get(wrong.key))}: ${issue.message}.`,
    );
  }
  return applied;
}

/**
 * Refuses options that another source reads: they would have no effect.
 *
 * @throws {RequestError} with what to do.
 * @example
 * assertOptionsFit({ seed: 'other' }, 'simulated');
 */
export function assertOptionsFit(options: object, used: SourceName): void {
  const given = new Map<string, unknown>(Object.entries(options));
  for (const { name, options: own } of sources) {
    const stray = name === used ? undefined : own.find(({ key }) => given.get(key) !== undefined);
    if (stray === undefined) continue;
    const advice =
      name === 'polygon' && given.get('source') === undefined
        ? 'set MASSIVE_API_KEY, or leave the option out'
        : `add --source ${name}, or leave the option out`;
    throw new RequestError(`${flagOf(stray)} is for source ${name}, and this command uses ${used}: ${advice}.`);
  }
}

/**
 * The source that an option alone chooses, such as `--replay-dir`; undefined when none is given.
 *
 * @example
 * chosenByOption({ replayDir: 'recorded' }); // 'replay'
 */
export function chosenByOption(options: object): SourceName | undefined {
  const given = new Map<string, unknown>(Object.entries(options));
  return sources.find(({ options: own }) =>
    own.some(({ key, isChoice }) => isChoice === true && given.get(key) !== undefined),
  )?.name;
}

const flagOf = ({ flags }: SourceOption): string => flags.split(' ')[0] ?? flags;

function valueOf(option: SourceOption, text: string, cwd: string): unknown {
  if (option.reads === 'quota') {
    const expected = 'a whole number from 1, or "unlimited"';
    return text === 'unlimited' ? null : parseWholeNumber(text, { flag: flagOf(option), expected, most: 99_999 });
  }
  if (option.reads === 'text') return text;
  if (text.trim() === '') throw new RequestError(`${flagOf(option)} is empty: give a path, or leave the option out.`);
  return absolute(text, cwd);
}

/** An address in S3 stays as it is. */
const absolute = (text: string, from: string): string =>
  isAbsolute(text) || text.startsWith('s3://') ? text : resolve(from, text);

const record = z.record(z.string(), z.unknown()).catch({});

function withFolder<Config extends object>(config: Config, setting: string, folder: string): Config {
  const [key = '', inner] = setting.split('.');
  const outer = record.parse(config)[key];
  const value = inner === undefined ? outer : record.parse(outer)[inner];
  return typeof value === 'string' ? withSetting(config, setting, absolute(value, folder)) : config;
}

function withSetting<Config extends object>(config: Config, setting: string, value: unknown): Config {
  const [key = '', inner] = setting.split('.');
  return {
    ...config,
    [key]: inner === undefined ? value : { ...record.parse(record.parse(config)[key]), [inner]: value },
  };
}
