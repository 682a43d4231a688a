import type { ExplainPorts } from '@tickerlake/pipeline';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import { currentOf, type Reading } from '../composition/open-reading.ts';

/** The ports of an explanation; the caller closes them. */
export interface OpenExplainPorts {
  readonly ports: ExplainPorts;
  close(): Promise<void>;
}

/**
 * Opens what an explanation reads: the current release of a target, on its engine.
 *
 * @throws {RequestError} when nothing is published yet.
 * @example
 * const { ports, close } = await openExplainPorts(reading);
 */
export async function openExplainPorts(reading: Reading): Promise<OpenExplainPorts> {
  const current = await currentOf(reading);
  const { target, calendars } = reading;
  const release = async () => current.release;
  return {
    ports: { rawFiles: target.rawFiles, release, ask: asking(current.db), calendars },
    close: () => current.close(),
  };
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
