import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { HistoryPoint, MetricHistory } from '../../history/metric-history.ts';
import type { RuleStatus } from '../../result/quality-result.ts';
import { openHourlyCheck, type Over, sevenHours } from '../../testing/hourly-check.ts';
import { countAlarms, faults, type RecordedDay, recordedSeries } from '../../testing/recorded-series.ts';
import { type AnomalyOptions, expectedRange } from './expected-range.ts';

const day = 86_400_000;
const now = new Date('2026-05-29T21:00:30Z');
const points = (
  values: readonly number[],
  anomalies: readonly number[] = [],
  accepted: readonly number[] = [],
): readonly HistoryPoint[] =>
  values.map((value, index) => ({
    at: new Date(now.getTime() - (index + 1) * day),
    value,
    ...(anomalies.includes(index) ? { isAnomaly: true } : {}),
    ...(accepted.includes(index) ? { isAccepted: true } : {}),
  }));

const historyOf =
  (values: readonly number[], anomalies?: readonly number[], accepted?: readonly number[]): MetricHistory =>
  () =>
    points(values, anomalies, accepted);

const usual = [7, 8, 6, 7, 7, 8, 7, 6];
/** Fridays have 7, other days about 100; newest first, from a Thursday back. */
const weekly = Array.from({ length: 70 }, (_, index) => ((index + 1) % 7 === 0 ? 7 : 100 + (index % 3)));

describe('DetectAnomalies', () => {
  it.each<{
    name: string;
    rule?: string;
    values: readonly number[];
    anomalies?: readonly number[];
    accepted?: readonly number[];
    over?: Over;
    status: RuleStatus;
    expected?: string;
  }>([
    {
      name: 'a usual value',
      values: usual,
      status: 'pass',
      expected: '4.40545 to 9.59455 (usual 7, robust over 8 runs)',
    },
    { name: 'six points are too few', values: usual.slice(0, 6), status: 'not_evaluated' },
    { name: 'seven points are enough', values: usual.slice(0, 7), status: 'pass' },
    { name: 'a value far above', values: [1, 2, 1, 2, 1, 2, 1], status: 'fail' },
    {
      name: 'earlier anomalies are left out',
      values: [...usual, 900, 900, 900, 900, 900, 900, 900, 900, 900],
      anomalies: [8, 9, 10, 11, 12, 13, 14, 15, 16],
      status: 'pass',
    },
    {
      name: 'a value beyond the one that was accepted',
      values: [6, 90, 91, 92, 91, 90, 91, 92],
      accepted: [0],
      status: 'pass',
    },
    {
      name: 'accepted on another weekday',
      rule: '"RowCount" with method = "seasonal"',
      values: [7, 90, 91, 92, 91, 90, 91, 92, 91, 90, 91, 92],
      accepted: [0],
      status: 'fail',
    },
    { name: 'and do not count as points', values: usual, anomalies: [0, 1], status: 'not_evaluated' },
    {
      name: 'a constant, kept',
      values: [7, 7, 7, 7, 7, 7, 7],
      status: 'pass',
      expected: '7 to 7 (usual 7, robust over 7 runs)',
    },
    { name: 'a constant, left', values: [8, 8, 8, 8, 8, 8, 8], status: 'fail' },
    { name: 'a small change', rule: '"RowCount" with minChange = 1', values: [8, 8, 8, 8, 8, 8, 8], status: 'pass' },
    { name: 'only up', rule: '"RowCount" with direction = "up"', values: [90, 91, 92, 91, 90, 91, 92], status: 'pass' },
    {
      name: 'only down',
      rule: '"RowCount" with direction = "down"',
      values: [90, 91, 92, 91, 90, 91, 92],
      status: 'fail',
    },
    { name: 'three sigma', rule: '"RowCount" with method = "sigma"', values: [1, 2, 1, 2, 1, 2, 1], status: 'fail' },
    {
      name: 'a change of less than a half',
      rule: '"RowCount" with method = "change"',
      values: [10, 10, 10, 10, 10, 10, 10],
      status: 'pass',
    },
    {
      name: 'a change of more',
      rule: '"RowCount" with method = "change" with sensitivity = 0.1',
      values: [10, 10, 10, 10, 10, 10, 10],
      status: 'fail',
    },
    {
      name: 'a Friday like other Fridays',
      rule: '"RowCount" with method = "seasonal"',
      values: weekly,
      status: 'pass',
    },
    { name: 'a Friday against all days', rule: '"RowCount"', values: weekly, status: 'fail' },
    {
      name: 'seasons of the caller',
      rule: '"RowCount" with method = "seasonal"',
      values: weekly,
      over: { seasonOf: () => 'always' },
      status: 'fail',
    },
    {
      name: 'a filter',
      rule: '"Mean" "hourly_var" with method = "robust"',
      values: [1.5, 1.4, 1.6, 1.5, 1.5, 1.4, 1.6],
      status: 'pass',
    },
    { name: 'an unknown method', rule: '"RowCount" with method = "magic"', values: usual, status: 'error' },
    { name: 'a negative sensitivity', rule: '"RowCount" with sensitivity = -1', values: usual, status: 'error' },
    { name: 'what is not a number', rule: '"IsComplete" "ticker"', values: usual, status: 'error' },
    { name: 'what does not exist', rule: '"RowsCount"', values: usual, status: 'error' },
  ])('$name: $status', async ({ rule = '"RowCount"', values, anomalies, accepted, over, status, expected }) => {
    const hourly = await openHourlyCheck();
    const history = historyOf(values, anomalies, accepted);
    const { rules } = await hourly.check(`DetectAnomalies ${rule}`, sevenHours, { now, history, ...over });
    hourly.close();

    expect(rules[0]).toMatchObject({ status, ...(expected === undefined ? {} : { expected }) });
  });

  it('fails alone when the history cannot be read', async () => {
    const hourly = await openHourlyCheck();
    const history: MetricHistory = () => {
      throw new Error('the file is damaged');
    };
    const { rules } = await hourly.check('DetectAnomalies "RowCount", RowCount > 0', sevenHours, { history });
    hourly.close();

    expect(rules.map(({ status }) => status)).toEqual(['error', 'pass']);
  });
});

/** A plain rule: three standard deviations around the mean of all earlier sessions, unusual ones included. */
const plainSigma = (before: readonly HistoryPoint[]) => {
  const values = before.map(({ value }) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { low: mean - 3 * deviation, high: mean + 3 * deviation };
};

/** The defaults of Elementary as documented in 2026: a z-score of 3 in a training period of 14 days. */
const trainingWindow = (before: readonly HistoryPoint[], { at }: RecordedDay) =>
  plainSigma(before.filter((point) => at.getTime() - point.at.getTime() < 14 * day));

/** Two years of bars and shares a session, about 40 sessions with a fault; each method judges each session by the hundred before it. */
describe('on two recorded years with injected faults', () => {
  const series = recordedSeries();
  const seasons = new Map(series.map(({ at, season }) => [at.getTime(), season]));
  const seasonOf = (at: Date) => seasons.get(at.getTime()) ?? '';
  const judge = (method: AnomalyOptions['method'], sensitivity: number) =>
    countAlarms(series, (before, { at }) => {
      const range = expectedRange(before, at, { method, sensitivity, minChange: 0, seasonOf });
      return 'missing' in range ? null : range;
    });
  const outcomes = [
    { method: '`seasonal`, 3.5', ...judge('seasonal', 3.5) },
    { method: '`robust`, 3.5', ...judge('robust', 3.5) },
    { method: '`sigma`, 3, without what was unusual before', ...judge('sigma', 3) },
    { method: '`change`, 0.5', ...judge('change', 0.5) },
    { method: 'plain three sigma', ...countAlarms(series, plainSigma) },
    { method: 'three sigma of 14 days, the default of Elementary', ...countAlarms(series, trainingWindow) },
  ];

  it('holds enough faults of each kind', () => {
    const faulty = series.flatMap(({ fault }) => fault ?? []);
    for (const { name } of faults) expect(faulty.filter((fault) => fault === name).length).toBeGreaterThanOrEqual(6);
  });

  it('only seasonal finds at least 95 % of the faults at less than one false alarm a month', () => {
    const [seasonal, ...others] = outcomes;

    expect(seasonal?.recall).toBeGreaterThanOrEqual(0.95);
    expect(seasonal?.falseAlarmsPerMonth).toBeLessThan(1);
    expect(others.filter(({ recall, falseAlarmsPerMonth }) => recall >= 0.95 && falseAlarmsPerMonth < 1)).toEqual([]);
  });

  it('is the table in DECISIONS.md', async () => {
    const decisions = await readFile(new URL('../../../DECISIONS.md', import.meta.url), 'utf8');
    const rows = outcomes.map(
      ({ method, recall, falseAlarmsPerMonth }) =>
        `| ${method} | ${(100 * recall).toFixed(0)} % | ${falseAlarmsPerMonth.toFixed(2)} |`,
    );

    expect(decisions.split('\n').filter((line) => rows.includes(line))).toEqual(rows);
  });
});
