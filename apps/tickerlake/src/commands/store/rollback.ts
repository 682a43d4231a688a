import { StoreError } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';
import { toJsonText } from '../../output/json.ts';
import { changeStore } from './change-store.ts';

/**
 * `tickerlake rollback`: makes an older release current.
 *
 * @throws {RequestError} when there is no such release.
 * @example
 * await rollback({ to: '3' }, context); // 0
 */
export function rollback(
  options: CommonOptions & { readonly to?: string },
  context: CommandContext,
): Promise<ExitCode> {
  const toId =
    options.to === undefined
      ? undefined
      : parseWholeNumber(options.to, {
          flag: '--to',
          expected: 'the number of a release; "tickerlake releases" lists them',
        });
  return changeStore(options, context, async (warehouse, { settings }) => {
    const before = await warehouse.currentRelease().catch((error: unknown) => {
      if (error instanceof StoreError) return null;
      throw error;
    });
    const release = await warehouse.rollback(toId);
    const was =
      before === null
        ? 'the current one could not be read).'
        : `was ${before.id}). "tickerlake rollback --to ${before.id}" undoes it.`;
    const text = `Readers see release ${release.id} of ${release.publishedAt} again (${was}\n`;
    context.streams.out(settings.isJson ? `${toJsonText({ release: release.id, was: before?.id ?? null })}\n` : text);
  });
}
