import {
  type Absence,
  type Calendars,
  type Ledger,
  type LedgerRequest,
  openLedger,
  type PublishedSession,
  readPublishedSessions,
} from '@tickerlake/pipeline';
import type { Settings } from './settings.ts';
import type { Target } from './targets/target.ts';

/** What a ledger is made from besides its range. */
export interface LedgerTools {
  readonly target: Target;
  readonly settings: Settings;
  readonly calendars: Calendars;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** Earlier than any bar. */
export const earliestDate = '1970-01-01';
/** Later than any bar. */
export const latestDate = '2999-12-31';

/**
 * Reads what is published of a range on the engine that holds it; nothing before the first release.
 *
 * @throws {StoreError} when files of the release are lost or damaged, and the engine's own errors.
 * @example
 * const published = await readPublishedRange({ from, to, barMs: 60_000 }, tools);
 */
export async function readPublishedRange(
  range: Omit<LedgerRequest, 'tickers'>,
  { target, calendars, signal }: LedgerTools,
): Promise<readonly PublishedSession[]> {
  const current = await target.published.openCurrent({ signal });
  if (current === null) return [];
  try {
    return await readPublishedSessions(current.db, range, calendars);
  } catch (error) {
    await target.published.assertIntact();
    throw error;
  } finally {
    await current.close();
  }
}

/**
 * The ledger of a range.
 *
 * @param known.published as `readPublishedRange` gives it.
 * @param known.absences where no bars are expected for reasons of the source.
 * @returns what the run should know about it in `notes`.
 * @example
 * const { ledger } = await openTargetLedger(request, { published, absences: [] }, tools);
 */
export function openTargetLedger(
  request: LedgerRequest,
  known: { readonly published: readonly PublishedSession[]; readonly absences: readonly Absence[] },
  { target, settings, calendars, now }: LedgerTools,
): Promise<{ readonly ledger: Ledger; readonly notes: readonly string[] }> {
  const { instruments: configured, followRenames } = settings.config;
  return openLedger(request, {
    ...known,
    instruments: target.reference,
    gaps: target.gaps,
    configured,
    followRenames,
    calendars,
    now,
  });
}
