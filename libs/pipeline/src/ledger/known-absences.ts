import type { KnownReference } from '../ports/instrument-store.ts';
import { type Absence, settleAbsences } from '../values/absence.ts';
import { type ConfiguredInstruments, fromConfiguration, haltAbsences } from '../values/configured-instruments.ts';
import { lifeAbsences, namesOf } from '../values/instrument.ts';
import { settleInstruments } from '../instruments/settle-instruments.ts';

/**
 * Where no bars of tickers are expected, as far as it is known without a call: outside the lives of their instruments, and while they
 * are configured as halted; with what else is known. Without overlaps. The lives of a ticker count once the source was asked about it,
 * or when they are configured: until then it may know more.
 *
 * @example
 * knownAbsences({ reference: null, configured: [{ ticker: 'META', validFrom: '2022-06-09' }], others: [], followRenames: false }, { tickers: ['META'], from: '2022-06-01', to: '2022-06-17' })[0]?.to; // '2022-06-08'
 */
export function knownAbsences(
  known: {
    readonly reference: KnownReference | null;
    readonly configured: ConfiguredInstruments;
    readonly others: readonly Absence[];
    readonly followRenames: boolean;
  },
  request: { readonly tickers: readonly string[]; readonly from: string; readonly to: string },
): Absence[] {
  const { reference, configured, others, followRenames } = known;
  const instruments = settleInstruments({
    configured: fromConfiguration(configured),
    fromSource: reference?.instruments ?? [],
  });
  const told = request.tickers.filter(
    (ticker) => reference?.asked[ticker] !== undefined || configured.some((one) => one.ticker === ticker),
  );
  const lives = told.flatMap((ticker) => lifeAbsences(ticker, namesOf(instruments, ticker, followRenames)));
  return settleAbsences([...haltAbsences(configured), ...lives, ...others], request);
}
