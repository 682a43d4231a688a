import { expect, test } from 'vitest';
import { toInstrument } from '../values/instrument.ts';
import { settleInstruments } from './settle-instruments.ts';

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
