import { mkdir } from 'node:fs/promises';
import type { AskedRange, SourceName } from '@tickerlake/pipeline';
import { hasUnfinished, runLocally } from '@tickerlake/pipeline/local';
import type { CommandContext } from '../../composition/command-context.ts';
import { prepareRun } from '../../composition/prepare-run.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import { waitText } from '../../composition/sources/source-wait.ts';

/**
 * Fetches a witness's bars of the range into a separate store, without quality rules: missing bars are what a comparison looks for.
 * What is there already is not asked for again.
 *
 * @param dataDir the folder of such stores.
 * @throws the errors of `prepareRun` and `runLocally`.
 * @example
 * await fetchWitness('polygon', '.tickerlake/replay/witnesses', options, context);
 */
export async function fetchWitness(
  witness: SourceName,
  dataDir: string,
  { config, tickers, from, to }: Pick<CommonOptions, 'config' | 'tickers'> & AskedRange,
  context: CommandContext,
): Promise<void> {
  const { streams, clock, signal, typed } = context;
  const asked = { config, tickers, from, to };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const prepared = await prepareRun({ ...given, source: witness, dataDir, target: 'local' }, context);
  const { plan, target, settings } = prepared;
  try {
    if (plan.chunks.length === 0 && !(await hasUnfinished(target.paths, plan.request))) return;
    prepared.onWait((wait) => streams.err(`${waitText(wait)}\n`));
    await mkdir(dataDir, { recursive: true });
    await runLocally({
      ...prepared,
      ...target,
      ledger: prepared.ledger ?? undefined,
      rules: [],
      clock,
      keepReleases: 1,
      memoryLimit: settings.config.memoryLimit,
      instruments: settings.config.instruments,
      followRenames: settings.config.followRenames,
      configuredSplits: settings.config.splits,
      command: typed,
      signal,
      onNotice: (text) => streams.err(`Note: ${witness}: ${text}\n`),
    });
  } finally {
    await target.close();
  }
}
