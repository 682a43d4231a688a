import { addCalendarDays, type TradingDate } from '@tickerlake/market-calendar';
import type { InstrumentStore } from '../ports/instrument-store.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { Calendars } from '../request/calendars.ts';
import type { Absence } from '../values/absence.ts';
import type { ConfiguredInstruments } from '../values/configured-instruments.ts';
import { StoreError } from '../values/errors.ts';
import type { Ledger } from '../values/ledger.ts';
import { knownAbsences } from './known-absences.ts';
import { type PublishedSession, settleLedger } from './settle-ledger.ts';

/** The range of a ledger. */
export interface LedgerRequest {
  readonly tickers: readonly string[];
  readonly from: TradingDate;
  readonly to: TradingDate;
  readonly barMs: number;
}

const daysBefore = 14;

/**
 * What to read of what is published for the ledger of a range: two weeks before it, too. A ticker that traded then was halted on the first day of the
 * range, and not yet to be listed.
 *
 * @example
 * rangeToRead({ from: '2026-05-28', to: '2026-05-29', barMs: 60_000 }).from; // '2026-05-14'
 */
export const rangeToRead = <Range extends Pick<LedgerRequest, 'from' | 'to' | 'barMs'>>(range: Range): Range => ({
  ...range,
  from: addCalendarDays(range.from, -daysBefore),
});

/** What a ledger is made from besides its range. */
export interface LedgerSources {
  readonly instruments: Pick<InstrumentStore, 'open'>;
  readonly gaps: Pick<LedgerStore, 'open'>;
  readonly configured: ConfiguredInstruments;
  readonly followRenames: boolean;
  readonly calendars: Calendars;
  /** As `readPublishedSessions` gives them for `rangeToRead`. */
  readonly published: readonly PublishedSession[];
  /** Where no bars are expected for reasons of the source or the universe. */
  readonly absences: readonly Absence[];
  readonly now: Date;
}

/**
 * The ledger of a range, from what is published and what stores know. What cannot be read of the remembered gaps is a note, and
 * reference data that cannot be read is the run's own notice.
 *
 * @throws the errors of the stores that are no StoreError.
 * @example
 * const { ledger, notes } = await openLedger(request, { instruments, gaps, configured: [], followRenames: false, calendars, published, absences: [], now });
 */
export async function openLedger(
  request: LedgerRequest,
  { instruments, gaps, configured, followRenames, calendars, published, absences: others, now }: LedgerSources,
): Promise<{ readonly ledger: Ledger; readonly notes: readonly string[] }> {
  const orNull = async <Known>(
    store: { open(): Promise<{ readonly known: Known | null }> },
    onFault: (text: string) => void,
  ): Promise<Known | null> =>
    store.open().then(
      ({ known }) => known,
      (error: unknown) => {
        if (!(error instanceof StoreError)) throw error;
        onFault(error.message);
        return null;
      },
    );
  const notes: string[] = [];
  const reference = await orNull(instruments, () => undefined);
  const absences = knownAbsences({ reference, configured, followRenames, others }, request);
  const remembered = (await orNull(gaps, (text) => notes.push(text))) ?? [];
  return { ledger: settleLedger({ ...request, calendars, absences, published, remembered, now }), notes };
}
