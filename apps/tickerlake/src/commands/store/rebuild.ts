import { countText } from '@tickerlake/data-quality';
import { createCalendars, RequestError } from '@tickerlake/pipeline';
import { acquireRunLock, rebuildRelease, type RebuildReport, rebuiltTables } from '@tickerlake/pipeline/local';
import { toJsonText } from '../../output/json.ts';
import { readQualityFiles } from '../../composition/quality-files.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { findStore } from '../../composition/read-store.ts';

/** Options of `rebuild`. */
export interface RebuildOptions extends CommonOptions {
  readonly months?: string;
  readonly tables?: string;
  readonly acceptLoss?: boolean;
}

/**
 * `tickerlake rebuild`: makes damaged months again from the landed bars, checks them and publishes them as a new release.
 *
 * @throws {StoreError} when landed bars are lost, too, unless `acceptLoss`; nothing is published.
 * @throws {QualityGateError} when the checks fail (exit code 3).
 * @example
 * await rebuild({ months: '2026-05' }, context); // 0
 */
export async function rebuild(options: RebuildOptions, context: CommandContext): Promise<ExitCode> {
  const { settings, paths } = await findStore(options, context);
  const months = options.months === undefined ? undefined : parseMonths(options.months);
  const tables = options.tables === undefined ? undefined : parseTables(options.tables);
  const rules = await readQualityFiles(settings, context.home);
  const lock = await acquireRunLock(paths.locks, { command: context.typed, now: context.clock.now() });
  try {
    const report = await rebuildRelease({
      paths,
      calendars: createCalendars(settings.config.calendar),
      clock: context.clock,
      rules,
      memoryLimit: settings.config.memoryLimit,
      ...(months && { months }),
      ...(tables && { tables }),
      acceptsLoss: options.acceptLoss ?? false,
      signal: context.signal,
      onProgress: (text) => context.streams.err(`${text}\n`),
    });
    context.streams.out(settings.isJson ? `${toJsonText(report)}\n` : toText(report));
    return 0;
  } finally {
    await lock.release();
  }
}

function parseMonths(text: string): string[] {
  const months = text
    .split(',')
    .map((month) => month.trim())
    .filter(Boolean);
  const bad = months.find((month) => !/^\d{4}-(0[1-9]|1[0-2])$/.test(month));
  if (months.length === 0 || bad !== undefined)
    throw new RequestError(`--months ${text}: give months as YYYY-MM, for example 2026-04,2026-05.`);
  return [...new Set(months)];
}

function parseTables(text: string): string[] {
  return text.split(',').map((name) => {
    const table = rebuiltTables.find((known) => known === name.trim());
    if (table === undefined)
      throw new RequestError(
        `--tables ${text}: "${name.trim()}" is not built from landed bars; give one or more of ${rebuiltTables.join(', ')}.`,
      );
    return table;
  });
}

function toText({ releaseId, months, losses }: RebuildReport): string {
  const lines = months.map(
    ({ month, bars, hours }) => `${month}: ${countText(bars, 'bar')}, ${countText(hours, 'hour')}`,
  );
  const head =
    months.length === 0
      ? `Nothing had to be built. Readers see release ${releaseId}.`
      : `Readers see release ${releaseId}, with ${months.length === 1 ? 'a month' : `${months.length} months`} built from the landed bars:`;
  return [head, ...lines, ...losses.map((loss) => `Lost: ${loss}`), ''].join('\n');
}
