import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseDqdl } from '@tickerlake/data-quality';
import { type DatasetRules, RequestError } from '@tickerlake/pipeline';
import type { Settings } from './settings.ts';

/** How rule files are read: `$tickers` is set by the run, and a rule of an unknown type is a result of status `error`. */
export const ruleFileOptions = { allowParameters: true, unknownTypes: 'keep' } as const;

/** The same, but a rule of an unknown type is a syntax error. */
export const strictRuleFileOptions = { ...ruleFileOptions, unknownTypes: 'reject' } as const;

/** The rules of a table unless the configuration names others, under this program's own folder. */
const defaults = {
  hourly_volatility: 'quality/hourly_volatility.dqdl',
  coverage: 'quality/coverage.dqdl',
} as const;

/**
 * Reads the rule files of the configuration, and the default ones of the tables that it does not name: rules for one table
 * never remove those of another.
 *
 * @param home the folder of this program, for the default rules.
 * @throws {RequestError} when a file is missing.
 * @throws {DqdlSyntaxError} with file, line and column when one cannot be parsed.
 * @example
 * const rules = await readQualityFiles(settings, home);
 */
export async function readQualityFiles(
  settings: Settings,
  home: string,
  options: typeof ruleFileOptions | typeof strictRuleFileOptions = ruleFileOptions,
): Promise<DatasetRules[]> {
  const chosen = settings.config.quality;
  const own = Object.entries(chosen ?? {}).map(([dataset, file]) => ({
    dataset,
    path: resolve(settings.qualityFolder, file),
  }));
  const others = Object.entries(defaults).filter(([dataset]) => !own.some((file) => file.dataset === dataset));
  const files = [...own, ...others.map(([dataset, file]) => ({ dataset, path: resolve(home, file) }))];
  return Promise.all(
    files.map(async ({ dataset, path }) => ({
      dataset,
      onNoHistory: settings.config.onNoHistory,
      ruleset: parseDqdl(await readRules(path), { ...options, file: path }),
    })),
  );
}

async function readRules(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new RequestError(
      `The rules ${path} cannot be read: name another file under "quality" in the configuration, or restore it.`,
      { cause },
    );
  }
}
