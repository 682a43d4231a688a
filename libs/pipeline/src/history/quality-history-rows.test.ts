import { qualityHistoryTable, rowSchema } from '@tickerlake/record-schema';
import { expect, test } from 'vitest';
import type { Step } from '../values/step.ts';
import { qualityHistoryRows } from './quality-history-rows.ts';
import type { RunFacts } from './run-rows.ts';

const rule = {
  id: '0123456789abcdef',
  dqdl: 'IsComplete "close"',
  severity: 'error',
  status: 'pass',
  observed: 1,
  expected: '= 1',
  message: 'Complete.',
  sample: [],
  series: { 'IsComplete "close"': 1 },
};
const failing = {
  ...rule,
  status: 'fail',
  observed: 0.5,
  message: 'Half of it.',
  sample: [{ ticker: 'AAPL', close: null, bar_count: 9_007_199_254_740_993n }],
};
const checked = (...rules: readonly object[]) => ({
  results: [{ dataset: 'hourly_volatility', rules }],
  resultsPart: {},
});
const at = '2026-05-29T21:00:30.000Z';
const run = (...steps: readonly (readonly [Step, unknown])[]): RunFacts => ({
  runId: 'r1',
  startedAt: '2026-05-29T21:00:00.000Z',
  endedAt: null,
  outcome: 'checks-failed',
  summary: null,
  request: { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29', barMs: 60_000, source: 'simulated' },
  steps: steps.map(([step, result]) => ({ step, ms: 1, result })),
});

const checkTime: Step = { stage: 'check', part: 'time' };
const check: Step = { stage: 'check' };

test.each<{ name: string; steps: readonly (readonly [Step, unknown])[]; rows: readonly object[] }>([
  {
    name: 'a rule that passed has its number and no rows',
    steps: [
      [checkTime, at],
      [check, checked(rule)],
    ],
    rows: [{ status: 'pass', observed: 1, failing_rows: null, series: '{"IsComplete \\"close\\"":1}' }],
  },
  {
    name: 'a rule that failed has its rows, whole numbers of any size included',
    steps: [
      [checkTime, at],
      [check, checked(failing)],
    ],
    rows: [
      {
        status: 'fail',
        observed: 0.5,
        failing_rows: '[{"ticker":"AAPL","close":null,"bar_count":"9007199254740993"}]',
      },
    ],
  },
  {
    name: 'the last of several checks counts, with its own time',
    steps: [
      [checkTime, '2026-05-29T20:00:00.000Z'],
      [check, checked(rule)],
      [{ ...checkTime, round: 2 }, at],
      [{ ...check, round: 2 }, checked(failing)],
    ],
    rows: [{ status: 'fail' }],
  },
  {
    name: 'what was not measured is not a number',
    steps: [
      [checkTime, at],
      [check, checked({ ...rule, observed: null }, { ...rule, observed: Number.NaN })],
    ],
    rows: [{ observed: null }, { observed: null }],
  },
  {
    name: 'a run that did not come to its checks has none',
    steps: [[{ stage: 'stage', part: '2026-05' }, {}]],
    rows: [],
  },
  { name: 'a check that ended before it was written down has none', steps: [[checkTime, at]], rows: [] },
])('$name', ({ steps, rows }) => {
  const made = qualityHistoryRows([run(...steps)]);
  for (const row of made) expect(rowSchema(qualityHistoryTable).parse(row)).toEqual(row);
  expect(made).toEqual(
    rows.map((row) =>
      expect.objectContaining({
        run_id: 'r1',
        checked_at: at,
        dataset: 'hourly_volatility',
        rule_id: rule.id,
        rule: rule.dqdl,
        ...row,
      }),
    ),
  );
});
