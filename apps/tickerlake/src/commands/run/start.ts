import { universes } from '@tickerlake/record-schema';
import { createReleaseStore } from '@tickerlake/pipeline/local';
import { resolveSettings } from '../../composition/resolve-settings.ts';
import { storeOf } from '../../composition/store-of.ts';
import { exitCodeOf, explain } from '../../exit/explain-error.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { assertPortFree, parsePort } from '../../input/parse-port.ts';
import { preview, type PreviewOptions, showPage } from '../serve/preview.ts';
import { run, type RunOptions } from './run.ts';
import { untilAborted } from '../../exit/until-aborted.ts';

/**
 * `tickerlake start`: a run, then the page. Where a release is published already, the page comes first and shows the new one when the run
 * is done. Without an API key the market is simulated: the page comes after a month of the Magnificent 7, and three months with crypto
 * and benchmarks follow, which cost nothing there and fill every dashboard.
 *
 * @throws as `run` and `preview`.
 * @example
 * await start({}, context); // 0, after Ctrl-C
 */
export async function start(options: RunOptions & PreviewOptions, context: CommandContext): Promise<ExitCode> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const source = settings.sourceToRun;
  if (options.port !== undefined) await assertPortFree(parsePort(options.port));
  if (source === 'simulated' && settings.chosenSource === null) {
    context.streams.err('No API key is set: showing a simulated market. Set MASSIVE_API_KEY for the real one.\n');
  }
  const isPublished =
    settings.target === 'local' && (await createReleaseStore(storeOf(settings, source)).current()) !== null;
  const isWidened =
    source === 'simulated' && settings.target === 'local' && !settings.hasChosenTickers && !hasRange(options);
  const wide = isWidened ? { tickers: Object.keys(universes).join(',') } : {};
  if (isPublished) return showAndRun({ ...options, ...wide, source }, context);
  const code = await run(options, context);
  if (code !== 0 && code !== 4) return code;
  if (!isWidened) return preview({ ...options, source }, context);
  context.streams.err('The page opens now; three months with crypto and benchmarks follow.\n');
  return showAndRun({ ...options, ...wide, from: daysBefore(context.clock.now(), wideDays), source }, context);
}

/** Calendar days of a simulated market: as many sessions as the usual value of an hour compares with. */
const wideDays = 92;

const hasRange = ({ from, to }: RunOptions): boolean => from !== undefined || to !== undefined;

const daysBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);

/** A failed run does not change the page, so it stays open while the error is shown. */
async function showAndRun(options: RunOptions & PreviewOptions, context: CommandContext): Promise<ExitCode> {
  const page = await showPage(options, context);
  const code = await run(options, context).catch((error: unknown) => {
    context.signal.throwIfAborted();
    context.streams.err(`${explain(error)}\nThe page still shows the previous release. Ctrl-C to stop.\n`);
    return exitCodeOf(error) === 3 ? 3 : 1;
  });
  await untilAborted(context.signal);
  await page.close();
  return code;
}
