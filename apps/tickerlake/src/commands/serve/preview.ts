import open from 'open';
import { checkPreview } from '../../preview-server/preview-check.ts';
import { exportPage } from '../../preview-server/preview-export.ts';
import { openPreviewPage, type PreviewPage } from '../../preview-server/preview-page.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { parsePort } from '../../input/parse-port.ts';
import { openReading } from '../../composition/open-reading.ts';
import type { ScanOptions } from '../../composition/scan-limits.ts';
import { untilAborted } from '../../exit/until-aborted.ts';

/** Options of `preview` and `start`. */
export interface PreviewOptions extends CommonOptions, ScanOptions {
  readonly port?: string;
  /** Whether to open a browser; `--no-open` says no. */
  readonly open?: boolean;
  /** Only say what would not be previewed: of these files, or of our own dashboards. */
  readonly check?: true | readonly string[];
  /** Write the page and its data into one file instead. */
  readonly export?: string;
}

/**
 * `tickerlake preview`: the page on http://127.0.0.1:4600, until Ctrl-C; with `--export` one file that holds it, with
 * `--check` what of dashboards it would not draw (then 1).
 *
 * @throws {RequestError} when nothing is published, or the port is already in use, or a file is not a dashboard.
 * @example
 * await preview({ open: false }, context); // 0, after Ctrl-C
 */
export async function preview(options: PreviewOptions, context: CommandContext): Promise<ExitCode> {
  if (options.check !== undefined) return checkPreview(options.check === true ? [] : options.check, context);
  if (options.export !== undefined) {
    const reading = await openReading(options, context);
    return exportPage(reading, options.export, context).finally(() => reading.close());
  }
  const page = await showPage(options, context);
  await untilAborted(context.signal);
  await page.close();
  return 0;
}

/**
 * Serves the page, prints its address, and opens a browser when run on a terminal.
 *
 * @throws as `preview`.
 * @example
 * const page = await showPage({ port: '4600' }, context);
 */
export async function showPage(options: PreviewOptions, context: CommandContext): Promise<PreviewPage> {
  const port = options.port === undefined ? {} : { port: parsePort(options.port) };
  const reading = await openReading(options, context);
  const page = await openPreviewPage(reading, port, context).catch(async (error: unknown) => {
    await reading.close();
    throw error;
  });
  context.streams.out(`Hourly volatility: ${page.url}  (Ctrl-C to stop)\n`);
  if (options.open !== false && context.streams.isTerminal && !context.environment.isCi)
    await openBrowser(page.url, context);
  return {
    ...page,
    async close() {
      await page.close();
      await reading.close();
    },
  };
}

async function openBrowser(url: string, context: CommandContext): Promise<void> {
  const child = await open(url).catch(() => null);
  if (child === null) context.streams.err('No browser could be opened: open the address yourself.\n');
  child?.once('error', () => context.streams.err('No browser could be opened: open the address yourself.\n'));
}
