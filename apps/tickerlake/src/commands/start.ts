import type { CommandContext, ExitCode } from './command.ts';
import { preview, type PreviewOptions } from './preview.ts';
import { run, type RunOptions } from './run.ts';
import { sourceToRun } from '../compose.ts';
import { resolveSettings } from '../settings.ts';

/**
 * `tickerlake start`: a run, then the page. Without an API key the market is simulated.
 *
 * @throws as `run` and `preview`.
 * @example
 * await start({}, context); // 0, after Ctrl-C
 */
export async function start(options: RunOptions & PreviewOptions, context: CommandContext): Promise<ExitCode> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const source = sourceToRun(settings);
  if (source === 'simulated' && settings.chosenSource === null) {
    context.streams.err('No API key is set: showing a simulated market. Set MASSIVE_API_KEY for the real one.\n');
  }
  const code = await run(options, context);
  return code === 0 ? preview({ ...options, source }, context) : code;
}
