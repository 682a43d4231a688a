import { expect, test } from 'vitest';
import { type Instrument, lifeAbsences, namesOf, toInstrument } from './instrument.ts';

const row = (ticker: string, validFrom: string | null, validTo: string | null, successor?: string): Instrument =>
  toInstrument({ ticker, validFrom, validTo, successor, source: 'configured' });

const meta = [
  row('FB', '2012-05-18', '2022-06-08', 'META'),
  row('META', '2021-06-30', '2022-01-30', 'METV'),
  row('META', '2022-06-09', null),
];
const thrice = [
  row('A', null, '2019-12-31', 'B'),
  row('B', '2020-01-02', '2020-12-31', 'A'),
  row('A', '2021-01-04', null),
];

test.each<{ name: string; known: readonly Instrument[]; ticker: string; names: readonly unknown[] }>([
  {
    name: 'META was FB, and the fund before was not',
    known: meta,
    ticker: 'META',
    names: [
      ['FB', '2012-05-18'],
      ['META', '2022-06-09'],
    ],
  },
  {
    name: 'METV was META, though nothing else is known of it',
    known: meta,
    ticker: 'METV',
    names: [
      ['META', '2021-06-30'],
      ['METV', '2022-01-31'],
    ],
  },
  {
    name: 'a ticker that came back',
    known: thrice,
    ticker: 'A',
    names: [
      ['A', null],
      ['B', '2020-01-02'],
      ['A', '2021-01-04'],
    ],
  },
  {
    name: 'a ticker without renames',
    known: [row('C', '2020-01-02', null)],
    ticker: 'C',
    names: [['C', '2020-01-02']],
  },
  { name: 'an unknown ticker', known: meta, ticker: 'D', names: [] },
  {
    name: 'renames that lead back without dates end nowhere',
    known: [row('A', null, '2020-12-31', 'B'), row('B', null, '2020-12-31', 'A')],
    ticker: 'A',
    names: [['A', null]],
  },
])('$name', ({ known, ticker, names }) => {
  expect(namesOf(known, ticker, true).map((one) => [one.ticker, one.validFrom])).toEqual(names);
});

test('when renames are not followed, only the present name counts', () => {
  expect(namesOf(meta, 'META', false)).toEqual([meta[2]]);
});

test('nothing is expected before the first name, between names, and after the last', () => {
  const names = [row('A', '2020-01-02', '2020-06-30', 'B'), row('B', '2020-07-06', '2021-12-31')];
  expect(lifeAbsences('B', names)).toEqual([
    { ticker: 'B', from: '0001-01-02', to: '2020-01-01', reason: 'not-listed' },
    { ticker: 'B', from: '2020-07-01', to: '2020-07-05', reason: 'not-listed' },
    { ticker: 'B', from: '2022-01-01', to: '9999-12-30', reason: 'delisted' },
  ]);
});
