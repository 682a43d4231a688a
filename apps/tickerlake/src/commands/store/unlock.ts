import { join } from 'node:path';
import { breakRunLock, describeHolder, findLockHolder, storePaths } from '@tickerlake/pipeline/local';
import { storeOf } from '../../composition/store-of.ts';
import { toJsonText } from '../../output/json.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { findSource } from '../../composition/read-store.ts';

/**
 * `tickerlake unlock`: shows which run holds the store, and with `--yes` frees it from one that is gone. A run that is alive on this
 * machine keeps it.
 *
 * @returns 0 when the store is free now; 1 when it is held and `--yes` was not given.
 * @throws {RequestError} when the holder is alive on this machine.
 * @example
 * await unlock({ yes: true }, context); // 0
 */
export async function unlock(
  options: CommonOptions & { readonly yes?: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const { settings, source } = await findSource(options, context);
  const { locks } =
    settings.target === 'local'
      ? storeOf(settings, source)
      : storePaths(join(settings.dataDir, settings.target, source));
  const found =
    options.yes === true
      ? await breakRunLock(locks, context.clock.now())
      : await findLockHolder(locks, context.clock.now());
  const isFree = found === null || options.yes === true;
  if (settings.isJson) context.streams.out(`${toJsonText({ locked: !isFree, holder: found })}\n`);
  else if (found === null) context.streams.out('No run holds this store.\n');
  else if (isFree) context.streams.out(`Freed. It was held by ${describeHolder(found)}.\n`);
  else
    context.streams.out(
      `Held by ${describeHolder(found)}. Nothing was changed. If you know that it is gone, run "tickerlake unlock --yes".\n`,
    );
  return isFree ? 0 : 1;
}
