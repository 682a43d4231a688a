import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryPoint, MetricHistory } from '../history/metric-history.ts';
import { assertGate } from '../result/assert-gate.ts';
import { countRules, countsText } from '../result/count-rules.ts';
import type { RuleStatus } from '../result/quality-result.ts';
import { openHourlyCheck, sevenHours } from '../testing/hourly-check.ts';

let hourly: Awaited<ReturnType<typeof openHourlyCheck>>;
beforeAll(async () => {
  hourly = await openHourlyCheck();
});
afterAll(() => hourly.close());

const points = (values: readonly number[]): readonly HistoryPoint[] =>
  values.map((value, index) => ({ at: new Date(Date.UTC(2026, 4, 28 - index, 21)), value }));

/** The same values for every series. */
const historyOf =
  (...values: number[]): MetricHistory =>
  (_, most) =>
    points(values).slice(0, most);

describe('last(k) reads what earlier runs observed', () => {
  it.each<{ rule: string; values: number[]; status: RuleStatus; expected?: string }>([
    { rule: 'RowCount > last() * 0.9', values: [7, 100], status: 'pass', expected: '> last() * 0.9 (6.3)' },
    { rule: 'RowCount > avg(last(2))', values: [7, 8, 100], status: 'fail', expected: '> avg(last(2)) (7.5)' },
    { rule: 'RowCount < max(last(3)) + 1', values: [5, 6, 7, 100], status: 'pass' },
    { rule: 'RowCount > min(last(3))', values: [6, 7, 8], status: 'pass' },
    { rule: 'RowCount = median(last(4))', values: [1, 7, 7, 9], status: 'pass' },
    { rule: 'RowCount = sum(last(2))', values: [3, 4, 5], status: 'pass' },
    { rule: 'RowCount > avg(last(4)) + std(last(4))', values: [4, 6, 4, 6], status: 'pass' },
    { rule: 'RowCount = percentile(last(5), 75)', values: [3, 5, 7, 1, 9], status: 'pass' },
    { rule: 'RowCount = index(last(3), 0)', values: [7, 1, 1], status: 'pass' },
    { rule: 'RowCount = index(last(3), 2)', values: [1, 1, 7], status: 'pass' },
    { rule: 'RowCount = abs(-1 * last())', values: [7], status: 'pass' },
    { rule: 'RowCount between min(last(3)) and max(last(3))', values: [1, 9, 5], status: 'pass' },
    { rule: 'RowCount in [last(), 3]', values: [7], status: 'pass' },
    { rule: 'RowCount = avg(last(1), 5)', values: [9], status: 'pass' },
    { rule: 'Mean hourly_var >= avg(last(30)) - 3 * std(last(30)) - 0.01', values: [1.5, 1.49], status: 'pass' },
    { rule: 'CustomSql "SELECT COUNT(*) FROM primary" > last() - 1', values: [7], status: 'pass' },
    { rule: 'ColumnValues "bar_count" > 0 with threshold >= last()', values: [1], status: 'pass' },
    { rule: 'RowCount > last() * 0.8', values: [], status: 'not_evaluated' },
    { rule: 'RowCount > avg(last(3)) + std(last(3))', values: [7], status: 'not_evaluated' },
    { rule: 'RowCount = index(last(3), 2)', values: [1, 7], status: 'not_evaluated' },
    { rule: 'RowCount > last(3)', values: [1, 2, 3], status: 'error' },
    { rule: 'RowCount > last(0)', values: [1], status: 'error' },
    { rule: 'RowCount > index(last(3), -1)', values: [1], status: 'error' },
    { rule: 'RowCount > percentile(last(3), 101)', values: [1], status: 'error' },
    { rule: 'RowCount > avg(last(2)) / (last() - 7)', values: [7, 8], status: 'error' },
    { rule: 'ColumnValues "bar_count" > last()', values: [1], status: 'error' },
  ])('$rule after $values: $status', async ({ rule, values, status, expected }) => {
    const { rules } = await hourly.check(rule, sevenHours, { history: historyOf(...values) });

    expect(rules[0]).toMatchObject({ status, ...(expected === undefined ? {} : { expected }) });
  });

  it('is an error of the rules that need it where it cannot be read', async () => {
    const history: MetricHistory = () => {
      throw new Error('history.parquet is damaged: remove it.');
    };
    const { rules } = await hourly.check('RowCount > last(), RowCount > 0', sevenHours, { history });

    expect(rules.map(({ status }) => status)).toEqual(['error', 'pass']);
    expect(rules[0]?.message).toBe(
      'The history of RowCount cannot be read: history.parquet is damaged: remove it. (hourly.dqdl:1:11)',
    );
  });

  it('asks for each series once, with the largest k, and one filter is another series', async () => {
    const asked: [string, number][] = [];
    await hourly.check(
      'RowCount > avg(last(3)), RowCount < max(last(9)), RowCount > last() where "ticker = \'AAPL\'", (Mean hourly_var > last()) or (Mean "hourly_var" < last(2))',
      sevenHours,
      {
        history: async (series, most) => {
          asked.push([series, most]);
          return Promise.resolve([]);
        },
      },
    );

    expect(asked).toEqual([
      ['RowCount', 9],
      ['RowCount where "ticker = \'AAPL\'"', 1],
      ['Mean "hourly_var"', 2],
    ]);
  });
});

describe('a rule of too little history', () => {
  const rules = 'RowCount > avg(last(5)) * 0.8, IsComplete "ticker"';

  it('is measured and kept for the next run, and never counts as passed', async () => {
    const result = await hourly.check(rules);

    expect(result.rules[0]).toMatchObject({ status: 'not_evaluated', observed: 7, series: { RowCount: 7 } });
    expect(countsText(countRules([result]))).toBe('1 of 2 rules passed, 1 not evaluated');
  });

  it('is evaluated in the second run, with what the first one kept', async () => {
    const first = await hourly.check(rules);
    const history: MetricHistory = (series) => points([first.rules[0]?.series[series] ?? Number.NaN]);

    expect((await hourly.check(rules, sevenHours, { history })).rules[0]?.status).toBe('pass');
    expect((await hourly.check(rules, sevenHours.slice(0, 5), { history })).rules[0]?.status).toBe('fail');
  });

  it.each([
    { onNoHistory: 'pass' as const, stops: false },
    { onNoHistory: 'warn' as const, stops: false },
    { onNoHistory: 'fail' as const, stops: true },
  ])('stops the run: $stops, with onNoHistory $onNoHistory', async ({ onNoHistory, stops }) => {
    const result = await hourly.check(rules, sevenHours, { onNoHistory });

    expect(result.rules[0]).toMatchObject({ status: 'not_evaluated', onNoHistory });
    if (stops) expect(() => assertGate([result])).toThrow('1 quality rule stopped the run.');
    else expect(() => assertGate([result])).not.toThrow();
  });

  it('on an empty table fails: nothing is known about the data', async () => {
    expect(await hourly.statusesOf('Mean "hourly_var" > last()', [])).toEqual(['fail']);
  });
});

const outside = new URL('../../../../../shared/cases/dqdl/', import.meta.url);
const ruleOf = (name: string) => /Rules = \[([^]*)\]/.exec(readFileSync(new URL(name, outside), 'utf8'))?.[1] ?? '';

describe.skipIf(process.env['CI'] === undefined && !hasOutside())('rulesets of others', () => {
  it.each(['r06-dual-guard.dqdl', 'r25-last-in-run.dqdl'])('%s is not evaluated at first, then it is', async (name) => {
    const first = await hourly.check(ruleOf(name));
    const kept = new Map(first.rules.flatMap(({ series }) => Object.entries(series)));
    const history: MetricHistory = (series) => points([kept.get(series) ?? Number.NaN, kept.get(series) ?? Number.NaN]);
    const then = await hourly.check(ruleOf(name), sevenHours, { history });

    expect(first.rules.some(({ status }) => status === 'not_evaluated')).toBe(true);
    expect(then.rules.every(({ status }) => status === 'pass')).toBe(true);
  });
});

function hasOutside(): boolean {
  try {
    readFileSync(new URL('r06-dual-guard.dqdl', outside));
    return true;
  } catch {
    return false;
  }
}
