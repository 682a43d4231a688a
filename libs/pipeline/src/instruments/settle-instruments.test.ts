import { expect, test } from 'vitest';
import { toInstrument } from '../values/instrument.ts';
import { addTold, fromDelistings, settleInstruments } from './settle-instruments.ts';

const meta = (validFrom: string) => toInstrument({ ticker: 'META', validFrom, source: 'simulated' });
const spans = (known: Partial<Parameters<typeof settleInstruments>[0]>) =>
  settleInstruments({ configured: [], fromSource: [], ...known })
    .filter(({ ticker }) => ticker === 'META')
    .map(({ validFrom, source }) => [validFrom, source]);

test.each([
  {
    name: 'nothing else is known',
    known: {},
    wanted: [
      ['2021-06-30', 'built-in'],
      ['2022-06-09', 'built-in'],
    ],
  },
  {
    name: 'the source tells when the company took the ticker: the fund before it stays',
    known: { fromSource: [meta('2022-06-09')] },
    wanted: [
      ['2022-06-09', 'simulated'],
      ['2021-06-30', 'built-in'],
    ],
  },
  {
    name: 'the source gives the ticker to one company all along',
    known: { fromSource: [meta('2012-05-18')] },
    wanted: [['2012-05-18', 'simulated']],
  },
  {
    name: 'the configuration replaces all of them',
    known: {
      configured: [toInstrument({ ticker: 'META', validFrom: '2023-01-03', source: 'configured' })],
      fromSource: [meta('2012-05-18')],
    },
    wanted: [['2023-01-03', 'configured']],
  },
])('META, if $name', ({ known, wanted }) => {
  expect(spans(known)).toEqual(wanted);
});

const delisting = (delistedOn: string | null, name: string) => ({
  ticker: 'META',
  name,
  market: 'stocks',
  type: 'ETF',
  exchange: 'ARCX',
  figi: null,
  isActive: false,
  listedOn: null,
  delistedOn,
});

test('delistings are instruments one after the other, each row once, and those without a day are none', () => {
  const told = fromDelistings(
    [
      delisting('2022-01-28', 'second'),
      delisting('2010-03-05', 'first'),
      delisting('2022-01-28', 'again'),
      delisting(null, 'x'),
    ],
    'polygon',
  );
  expect(told.map(({ name, assetClass, validFrom, validTo }) => [name, assetClass, validFrom, validTo])).toEqual([
    ['first', 'etf', null, '2010-03-05'],
    ['second', 'etf', '2010-03-06', '2022-01-28'],
  ]);
});

test('what a source tells again replaces the same span, and the earlier user of a ticker stays', () => {
  const [earlier] = fromDelistings([delisting('2022-01-28', 'fund')], 'polygon');
  const known = addTold(earlier === undefined ? [] : [earlier], [meta('2022-06-09')]);
  expect(addTold(known, [meta('2022-06-08')]).map(({ name, validFrom }) => [name, validFrom])).toEqual([
    ['fund', null],
    [null, '2022-06-08'],
  ]);
});
