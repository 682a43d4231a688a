import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  parseDqdl,
  type QualityResult,
  toGlue,
  toHtml,
  toJson,
  toJUnit,
  toMarkdown,
  toText,
} from '@tickerlake/data-quality';
import { checkDatasets, type DatasetRules, looksBack, RequestError, StoreError } from '@tickerlake/pipeline';
import {
  createLocalFiles,
  createLocalQualityMemory,
  findLostFiles,
  lostFilesMessage,
  openPublished,
  selectLookBack,
} from '@tickerlake/pipeline/local';
import { tables } from '@tickerlake/record-schema';
import type { CommonOptions } from '../../composition/settings.ts';
import { writeOutput } from '../../output/write-output.ts';
import { askTotals } from './ask-totals.ts';
import { tableToRead } from '../../input/table-to-read.ts';
import { rulesExitCode } from '../../exit/rules-exit-code.ts';
import { readQualityFiles, ruleFileOptions } from '../../composition/quality-files.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { currentRelease, findStore, type ReadStore } from '../../composition/read-store.ts';

/** Options of `check`. */
export interface CheckOptions extends CommonOptions {
  readonly format?: 'text' | 'json' | 'junit' | 'html' | 'markdown' | 'glue';
  readonly output?: string;
  readonly dataset?: string;
  readonly totals?: string;
}

/**
 * `tickerlake check [file.dqdl]`: rules on what is published, with `now()` as the moment of the check. The file's rules read
 * the table that it is named after (`coverage.dqdl`), or `--dataset`.
 *
 * @returns 3 when a rule of severity error failed or is in error, 4 when one was not evaluated, otherwise 0.
 * @throws {StoreError} when a published file is missing or was changed since it was written.
 * @throws {DqdlSyntaxError} with file, line and column.
 * @throws the errors of `askTotals`, when session totals are asked for first.
 * @example
 * await check('quality/coverage.dqdl', { format: 'text' }, context); // 0
 */
export async function check(
  file: string | undefined,
  options: CheckOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const store = await findStore(options, context);
  const rules =
    file === undefined
      ? await readQualityFiles(store.settings, context.home)
      : [{ ...(await readRuleFile(file, options, context)), onNoHistory: store.settings.config.onNoHistory }];
  if (options.totals !== undefined) await askTotals(options.totals, store, context);
  const results = await checkPublished(store, rules, context.clock.now());
  const format = options.format ?? (store.settings.isJson ? 'json' : 'text');
  const text = render(results, format);
  if (options.output === undefined) context.streams.out(text);
  else await writeOutput(options.output, text, context);
  return rulesExitCode(results);
}

async function readRuleFile(file: string, options: CheckOptions, context: CommandContext): Promise<DatasetRules> {
  const path = resolve(context.cwd, file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RequestError(
      `The rules ${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)}): give the path of a DQDL file.`,
      { cause },
    );
  });
  if (options.dataset !== undefined) tableToRead(options.dataset, 'check');
  const byName = basename(file, '.dqdl');
  const dataset = options.dataset ?? (tables.some((table) => table.name === byName) ? byName : 'hourly_volatility');
  return { dataset, ruleset: parseDqdl(text, { ...ruleFileOptions, file: path }) };
}

async function checkPublished(store: ReadStore, rules: readonly DatasetRules[], now: Date): Promise<QualityResult[]> {
  const release = await currentRelease(store);
  const damaged = await findLostFiles(store.paths, release, true);
  if (damaged.length > 0)
    throw new StoreError(lostFilesMessage(store.paths, release.id, damaged), { path: store.paths.builds });
  const reader = await openPublished(store.paths, release, { signal: store.signal });
  try {
    return await checkDatasets({
      db: reader.engine,
      rules,
      tickers: release.tickers,
      now,
      clock: 'the clock of this machine',
      filesFrom: createLocalFiles,
      ...(rules.some(({ ruleset }) => looksBack(ruleset))
        ? {
            lookBack: await selectLookBack(reader.engine, {
              accepted: (await createLocalQualityMemory(store.paths).openAccepted()).known ?? [],
              beforeRun: release.runId,
            }),
          }
        : {}),
    });
  } finally {
    await reader.close();
  }
}

function render(results: readonly QualityResult[], format: NonNullable<CheckOptions['format']>): string {
  if (format === 'junit') return toJUnit(results);
  if (format === 'html') return toHtml(results);
  if (format === 'markdown') return toMarkdown(results);
  if (format === 'glue') return toGlue(results);
  return format === 'json' ? toJson(results) : `${results.map(toText).join('\n')}\n`;
}
