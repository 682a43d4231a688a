import type { Calendars, ExplainPorts, SourceName } from '@tickerlake/pipeline';
import { openPublished } from '@tickerlake/pipeline/local';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { CommandContext } from '../composition/command-context.ts';
import { openTarget } from '../composition/open-target.ts';
import { currentRelease } from '../composition/read-store.ts';
import type { Settings } from '../composition/settings.ts';

/** The ports of an explanation; the caller closes them. */
export interface OpenExplainPorts {
  readonly ports: ExplainPorts;
  close(): Promise<void>;
}

/**
 * Opens what an explanation reads: the current release on this machine, or a lake on its engine.
 *
 * @throws {RequestError} when nothing is published yet.
 * @example
 * const { ports, close } = await openExplainPorts(settings, 'replay', calendars, context);
 */
export async function openExplainPorts(
  settings: Settings,
  source: SourceName,
  calendars: Calendars,
  context: CommandContext,
): Promise<OpenExplainPorts> {
  const target = await openTarget(settings, source, calendars, context);
  const { evidence } = target;
  try {
    if (target.db !== null)
      return { ports: { ...evidence, ask: asking(target.db), calendars }, close: () => target.close() };
    const store = { settings, source, paths: target.paths, signal: context.signal };
    const reader = await openPublished(target.paths, await currentRelease(store), { signal: context.signal });
    return {
      ports: { ...evidence, ask: asking(reader.db), calendars },
      async close() {
        await reader.close();
        await target.close();
      },
    };
  } catch (error) {
    await target.close();
    throw error;
  }
}

/**
 * Asks on an open engine.
 *
 * @example
 * const ask = asking(reader.db);
 */
export const asking =
  (db: Kysely<Tables>): ExplainPorts['ask'] =>
  async (query) =>
    (await db.executeQuery(query(db).compile())).rows;
