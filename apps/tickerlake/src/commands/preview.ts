import open from 'open';
import { openPreviewPage } from '../preview-page.ts';
import type { CommonOptions } from '../settings.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { parsePort } from './parse-port.ts';
import { findStore } from './read-store.ts';
import { untilAborted } from './until-aborted.ts';

/** Options of `preview` and `start`. */
export interface PreviewOptions extends CommonOptions {
  readonly port?: string;
  /** Whether to open a browser; `--no-open` says no. */
  readonly open?: boolean;
}

/**
 * `tickerlake preview`: the page on http://127.0.0.1:4600, until Ctrl-C.
 *
 * @throws {RequestError} when nothing is published, or the port is taken.
 * @example
 * await preview({ open: false }, context); // 0, after Ctrl-C
 */
export async function preview(options: PreviewOptions, context: CommandContext): Promise<ExitCode> {
  const store = await findStore(options, context);
  const page = await openPreviewPage(store, options.port === undefined ? {} : { port: parsePort(options.port) }, context);
  context.streams.out(`Hourly volatility: ${page.url}  (Ctrl-C stops it)\n`);
  if (options.open !== false && context.streams.isTerminal && !context.environment.isCi) await openBrowser(page.url, context);
  await untilAborted(context.signal);
  await page.close();
  return 0;
}

async function openBrowser(url: string, context: CommandContext): Promise<void> {
  const child = await open(url).catch(() => null);
  if (child === null) context.streams.err('No browser could be opened: type the address into one.\n');
  child?.once('error', () => context.streams.err('No browser could be opened: type the address into one.\n'));
}
