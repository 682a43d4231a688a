import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { athenaDollars } from '@tickerlake/athena-sql';
import {
  countRules,
  countsText,
  parseDqdl,
  type QualityResult,
  toGlue,
  toHtml,
  toJson,
  toJUnit,
  toMarkdown,
  toText,
} from '@tickerlake/data-quality';
import {
  checkDatasets,
  type DatasetRules,
  lookBackOrFault,
  looksBack,
  planDatasets,
  RequestError,
  sessionEnd,
} from '@tickerlake/pipeline';
import { createLocalFiles, createRuleFiles } from '@tickerlake/pipeline/local';
import { tables } from '@tickerlake/record-schema';
import type { CommonOptions } from '../../composition/settings.ts';
import { toJsonText } from '../../output/json.ts';
import { writeOutput } from '../../output/write-output.ts';
import { askTotals } from './ask-totals.ts';
import { parseBytes } from '../../input/parse-bytes.ts';
import { tableToRead } from '../../input/table-to-read.ts';
import { rulesExitCode } from '../../exit/rules-exit-code.ts';
import { readQualityFiles, ruleFileOptions } from '../../composition/quality-files.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { planText } from './plan-text.ts';
import { currentOf, openReading, type Reading } from '../../composition/open-reading.ts';
import type { ScanOptions } from '../../composition/scan-limits.ts';

/** Options of `check`. */
export interface CheckOptions extends CommonOptions, ScanOptions {
  readonly format?: 'text' | 'json' | 'junit' | 'html' | 'markdown' | 'glue';
  readonly output?: string;
  readonly dataset?: string;
  readonly totals?: string;
  readonly plan?: boolean;
}

/**
 * `tickerlake check [file.dqdl]`: rules on what is published, with `now()` as the moment of the check. The file's rules read
 * the table that it is named after (`coverage.dqdl`), or `--dataset`.
 *
 * @returns 3 when a rule of severity error failed or is in error, 4 when one was not evaluated, otherwise 0.
 * @throws {StoreError} when a published file is missing or was changed since it was written.
 * @throws {DqdlSyntaxError} with file, line and column.
 * @throws the errors of `askTotals` with `--totals`.
 * @example
 * await check('quality/coverage.dqdl', { format: 'text' }, context); // 0
 */
export async function check(
  file: string | undefined,
  options: CheckOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { format: asked } = options;
  if (options.plan === true && asked !== undefined && asked !== 'text' && asked !== 'json')
    throw new RequestError(`--plan and --format ${asked} exclude each other: a plan is text or JSON.`);
  const maxScanBytes =
    options.maxScanBytes === undefined ? undefined : parseBytes('--max-scan-bytes', options.maxScanBytes);
  const reading = await openReading(options, context, { isEstimated: true });
  const { settings } = reading;
  try {
    const rules =
      file === undefined
        ? await readQualityFiles(settings, context.home)
        : [{ ...(await readRuleFile(file, options, context)), onNoHistory: settings.config.onNoHistory }];
    for (const { dataset } of rules) tableToRead(dataset, reading.target);
    const run = {
      reading,
      rules,
      now: context.clock.now(),
      maxScanBytes,
      withCosts: options.plan === true || maxScanBytes !== undefined,
    };
    if (options.plan === true) {
      const plan = await onPublished(run, async (published) => planDatasets(published));
      const isJson = asked === 'json' || (asked === undefined && settings.isJson);
      await print(isJson ? `${toJsonText(plan, 2)}\n` : planText(plan), options, context);
      return 0;
    }
    if (options.totals !== undefined) await askTotals(options.totals, reading, context);
    const results = await onPublished(run, checkDatasets);
    const format = options.format ?? (settings.isJson ? 'json' : 'text');
    await print(render(results, format), options, context);
    if (options.output !== undefined)
      context.streams.out(`The result is in ${options.output}: ${countsText(countRules(results))}.\n`);
    return rulesExitCode(results);
  } finally {
    await reading.close();
  }
}

async function print(text: string, { output }: CheckOptions, context: CommandContext): Promise<void> {
  if (output === undefined) context.streams.out(text);
  else await writeOutput(output, text, context);
}

async function readRuleFile(file: string, options: CheckOptions, context: CommandContext): Promise<DatasetRules> {
  const path = resolve(context.cwd, file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RequestError(
      `The rules ${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)}): give the path of a DQDL file.`,
      { cause },
    );
  });
  if (options.dataset !== undefined) tableToRead(options.dataset);
  const byName = basename(file, '.dqdl');
  const dataset = options.dataset ?? (tables.some((table) => table.name === byName) ? byName : 'hourly_volatility');
  return { dataset, ruleset: parseDqdl(text, { ...ruleFileOptions, file: path }) };
}

/** What to check, and how. */
interface PublishedCheck {
  readonly reading: Reading;
  readonly rules: readonly DatasetRules[];
  readonly now: Date;
  readonly maxScanBytes: number | undefined;
  readonly withCosts: boolean;
}

/** Opens what is published for a check. Sizes of tables are read only for a limit or a plan. */
async function onPublished<Result>(
  { reading, rules, now, maxScanBytes, withCosts }: PublishedCheck,
  work: (check: Parameters<typeof checkDatasets>[0]) => Promise<Result>,
): Promise<Result> {
  const { settings, target, calendars } = reading;
  const { published } = target;
  await published.assertIntact();
  const current = await currentOf(reading);
  const { release } = current;
  try {
    return await work({
      db: current.engine,
      rules,
      tickers: release.tickers,
      now,
      clock: 'the clock of this machine',
      calendars,
      measuredAt: sessionEnd(release.to),
      filesFrom: (folder) =>
        createRuleFiles(createLocalFiles(folder), async () =>
          (await import('../../composition/open-s3-files.ts')).openS3Files(settings),
        ),
      ...(withCosts && { costs: { sizeOf: await published.sizes(), dollarsOf: athenaDollars } }),
      ...(maxScanBytes !== undefined && { maxScanBytes }),
      ...(rules.some(({ ruleset }) => looksBack(ruleset)) && {
        lookBack: await lookBackOrFault(() => current.lookBack()),
      }),
    });
  } finally {
    await current.close();
  }
}

function render(results: readonly QualityResult[], format: NonNullable<CheckOptions['format']>): string {
  if (format === 'junit') return toJUnit(results);
  if (format === 'html') return toHtml(results);
  if (format === 'markdown') return toMarkdown(results);
  if (format === 'glue') return toGlue(results);
  return format === 'json' ? toJson(results) : `${results.map(toText).join('\n')}\n`;
}
