import { describe, expect, test } from 'vitest';
import { barsPerYear } from './annualise.ts';
import { garmanKlass } from './estimators/garman-klass.ts';
import { parkinson } from './estimators/parkinson.ts';
import { rogersSatchell } from './estimators/rogers-satchell.ts';
import { expectClose } from './testing/expect-close.ts';
import { absentVectors, readVectors } from './testing/vectors.ts';
import { averageTrueRange } from './windows/average-true-range.ts';
import { closeToClose } from './windows/close-to-close.ts';
import { rollingVolatility } from './windows/rolling-volatility.ts';
import { yangZhang } from './windows/yang-zhang.ts';

const vectors = readVectors(process.env['CI']);
const bars = vectors?.bars ?? [];
const year = barsPerYear.sessions;

/** The right value of each measure at three bars, and the values of wrong implementations (some are public code). */
const measures = [
  {
    name: 'Yang-Zhang',
    values: () => yangZhang(bars, 10, year),
    at: [10, 20, 50],
    right: [0.32407733, 0.53962378, 0.33583987],
    wrong: [
      { fault: 'k with 1 in place of 1.34', values: [0.32459251, 0.53887972, 0.33551324] },
      { fault: 'variances not centred', values: [0.3260112, 0.54232901, 0.35171222] },
      { fault: 'population variance', values: [0.31925026, 0.52379038, 0.32775318] },
      { fault: 'close-to-close in place of open-to-close', values: [0.32985408, 0.56584433, 0.34607665] },
      { fault: 'not centred, close-to-close, RS / (n - 1)', values: [0.34469537, 0.58008348, 0.37262308] },
    ],
  },
  {
    name: 'Garman-Klass',
    values: () => rollingVolatility(bars.map(garmanKlass.value), 10, year),
    at: [10, 20, 50],
    right: [0.29880527, 0.34461519, 0.25885345],
    wrong: [
      { fault: 'without the 1/2', values: [0.4635835, 0.52968027, 0.39238527] },
      { fault: '2 ln 2 in place of 2 ln 2 - 1', values: [0, 0.0856563, 0.12387529] },
      { fault: 'log10', values: [0.12976948, 0.14966447, 0.11241863] },
    ],
  },
  {
    name: 'Parkinson',
    values: () => rollingVolatility(bars.map(parkinson.value), 10, year),
    at: [10, 20, 50],
    right: [0.30103045, 0.34163599, 0.25045791],
    wrong: [
      { fault: 'without 4 ln 2', values: [0.50124858, 0.56886125, 0.41703977] },
      { fault: 'factor outside the root', values: [0.18078721, 0.20517332, 0.1504153] },
    ],
  },
  {
    name: 'Rogers-Satchell',
    values: () => rollingVolatility(bars.map(rogersSatchell.value), 10, year),
    at: [10, 20, 50],
    right: [0.29204446, 0.3763117, 0.26109761],
    wrong: [{ fault: 'second product ln(L/O)^2', values: [0.33748202, 0.50131702, 0.29595732] }],
  },
  {
    name: 'close-to-close',
    values: () => closeToClose(bars, 10, year),
    at: [10, 20, 50],
    right: [0.36085667, 0.56614652, 0.33162764],
    wrong: [{ fault: 'n counted in closes', values: [0.33704394, 0.588667, 0.33407843] }],
  },
  {
    name: 'ATR(14)',
    values: () => averageTrueRange(bars, 14),
    at: [14, 20, 50],
    right: [3.57821429, 3.29047838, 2.64710786],
    wrong: [
      { fault: 'H - L as the true range of bar 0', values: [3.51173469, 3.24786164, 2.64249426] },
      { fault: 'an EMA of 2 / (n + 1)', values: [3.57821429, 3.10874013, 2.38488672] },
    ],
  },
];

describe.skipIf(vectors === null)(
  `wrong implementations give other numbers (${vectors === null ? absentVectors : 'outside vectors'})`,
  () => {
    describe.each(measures)('$name', ({ name, values, at, right, wrong }) => {
      test('is right', () => {
        const series = values();
        at.forEach((bar, index) => expectClose(series[bar], right[index] ?? null, 2e-8, `${name} of bar ${bar}`));
      });

      test.each(wrong)('is not: $fault', ({ values: seen }) => {
        const series = values();
        const distances = at.map((bar, index) =>
          Math.abs((series[bar] ?? Number.NaN) / (seen[index] ?? Number.NaN) - 1),
        );
        expect(Math.max(...distances)).toBeGreaterThan(1e-4);
      });
    });
  },
);
