import { createCalendars, type Warehouse } from '@tickerlake/pipeline';
import { acquireRunLock } from '@tickerlake/pipeline/local';
import type { CommandContext } from '../../composition/command-context.ts';
import { assertPublished, openTarget } from '../../composition/open-target.ts';
import { findSource, type ReadStore } from '../../composition/read-store.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';

/**
 * Runs work that changes what is published, while no run can start.
 *
 * @returns 0.
 * @throws {RequestError} when nothing is published yet, {RunLockedError} while a run holds the store.
 * @example
 * await changeStore(options, context, (warehouse) => warehouse.rollback(3).then(() => undefined));
 */
export async function changeStore(
  options: CommonOptions,
  context: CommandContext,
  work: (warehouse: Warehouse, store: ReadStore) => Promise<void>,
): Promise<ExitCode> {
  const { settings, source } = await findSource(options, context);
  const target = await openTarget(settings, source, createCalendars(settings.config.calendar), context);
  const { paths, warehouse } = target;
  try {
    await assertPublished(target);
    const lock = await acquireRunLock(paths.locks, { command: context.typed, now: context.clock.now() });
    try {
      await work(warehouse, { settings, source, paths, signal: context.signal });
      return 0;
    } finally {
      await lock.release();
    }
  } finally {
    await target.close();
  }
}
