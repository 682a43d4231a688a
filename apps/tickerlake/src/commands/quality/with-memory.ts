import { createCalendars, type QualityMemory } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { openTarget } from '../../composition/open-target.ts';
import { findSource } from '../../composition/read-store.ts';
import type { CommonOptions, Settings } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import type { Target } from '../../composition/targets/target.ts';

/**
 * Opens the findings of earlier checks, on this machine or in a lake.
 *
 * @example
 * await withMemory(options, context, async ({ memory }) => { await memory.runs(); return 0; });
 */
export async function withMemory(
  options: CommonOptions,
  context: CommandContext,
  work: (on: {
    readonly memory: QualityMemory;
    readonly settings: Settings;
    readonly target: Target;
  }) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { settings, source } = await findSource(options, context);
  const target = await openTarget(settings, source, createCalendars(settings.config.calendar), context);
  try {
    return await work({ memory: target.quality, settings, target });
  } finally {
    await target.close();
  }
}
