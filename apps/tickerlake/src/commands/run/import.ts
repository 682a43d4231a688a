import { join } from 'node:path';
import { type AskedRange, createCalendars, filesSchema, RequestError } from '@tickerlake/pipeline';
import { findOddities, openDuckDb, readOwnBars, statedFiles, summariseFiles } from '@tickerlake/pipeline/local';
import * as z from 'zod';
import type { CommandContext } from '../../composition/command-context.ts';
import { prepareRun } from '../../composition/prepare-run.ts';
import { resolveSettings } from '../../composition/resolve-settings.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import { storeOf } from '../../composition/store-of.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { tellingFailure } from '../../notify/tell-of-run.ts';
import { toJsonText } from '../../output/json.ts';
import { executeRun } from './execute-run.ts';
import { importText } from './import-text.ts';

/** Options of `import`. */
export interface ImportOptions extends CommonOptions, AskedRange {
  readonly dryRun?: boolean;
  readonly acceptOdd?: boolean;
}

const settingsSchema = z.object({ files: filesSchema.optional() });
const shown = { shownFiles: 3, shownRows: 3 };

/**
 * `tickerlake import`: reads a team's own files, says what is odd about them, and publishes their bars as `run --source files` does.
 *
 * @returns 0; 1 when something is odd that concerns every bar and is not accepted: then nothing is published.
 * @throws {StoreError} with file and line for a value that cannot be read, and the errors of a run.
 * @example
 * await importFiles({ dryRun: true }, context); // 0
 */
export async function importFiles(options: ImportOptions, context: CommandContext): Promise<ExitCode> {
  const { dryRun = false, acceptOdd = false, ...asked } = options;
  const run = { ...asked, source: 'files' };
  const settings = await resolveSettings(run, context.environment, context.cwd);
  const files = statedFiles(settingsSchema.parse(settings.config).files);
  const calendars = createCalendars(settings.config.calendar);
  const bars = await readOwnBars(files, {
    scratch: join(storeOf(settings, 'files').root, 'scratch'),
    signal: context.signal,
    openEngine: (tempDirectory) =>
      openDuckDb<unknown>({ tempDirectory, memoryLimit: settings.config.memoryLimit, signal: context.signal }),
  });
  try {
    const oddities = await findOddities(bars, files, calendars);
    const isStopped = oddities.some(({ stops }) => stops) && !acceptOdd;
    if (dryRun) {
      const read = { settings: files, summaries: await summariseFiles(bars, calendars, shown), oddities };
      context.streams.out(settings.isJson ? `${toJsonText(read)}\n` : importText(read));
      return isStopped ? 1 : 0;
    }
    if (isStopped)
      throw new RequestError(
        `Nothing was imported. ${oddities
          .filter(({ stops }) => stops)
          .map(({ text }) => text)
          .join(' ')} "tickerlake import --dry-run" shows how the files are read; --accept-odd publishes them anyway.`,
      );
  } finally {
    await bars.close();
  }
  return tellingFailure(run, context, async () => executeRun(await prepareRun(run, context), {}, context));
}
