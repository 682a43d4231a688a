import { type Instrument, toInstrument } from '../values/instrument.ts';

/**
 * Tickers of the named universes that another instrument used before, as the exchanges announced it: META was a fund until
 * it became METV, and Meta Platforms was FB. Known without a call, so that the two are never joined.
 *
 * @example
 * builtInInstruments.find(({ ticker }) => ticker === 'FB')?.successor; // 'META'
 */
export const builtInInstruments: readonly Instrument[] = (
  [
    {
      ticker: 'FB',
      name: 'Meta Platforms, Inc. (Facebook)',
      validFrom: '2012-05-18',
      validTo: '2022-06-08',
      successor: 'META',
    },
    {
      ticker: 'META',
      name: 'Roundhill Ball Metaverse ETF',
      assetClass: 'etf',
      validFrom: '2021-06-30',
      validTo: '2022-01-30',
      successor: 'METV',
    },
    { ticker: 'META', name: 'Meta Platforms, Inc.', exchange: 'XNAS', validFrom: '2022-06-09' },
  ] as const
).map((facts) => toInstrument({ ...facts, source: 'built-in' }));
