import { parseStep } from '@tickerlake/pipeline';
import { expect, it } from 'vitest';
import { expectedSteps } from './expected-run.ts';
import { createProgress } from './progress.ts';

const chunk = (from: string, to: string) => ({ id: from, ticker: 'AAPL', barMs: 60_000, from, to });

it.each([
  { name: 'one day', chunks: [chunk('2024-11-29', '2024-11-29')], steps: 11 },
  { name: 'a chunk over three months', chunks: [chunk('2024-10-28', '2024-12-03')], steps: 13 },
  { name: 'over new year', chunks: [chunk('2024-12-30', '2025-01-02'), chunk('2025-01-02', '2025-01-03')], steps: 13 },
])('expects the steps of $name', ({ chunks, steps }) => {
  expect(expectedSteps({ chunks })).toBe(steps);
});

it.each([
  { name: 'as many steps as expected', expected: 3, steps: ['plan', 'verify', 'tidy'], last: '3/3 tidy' },
  { name: 'more steps than expected', expected: 2, steps: ['plan', 'verify', 'publish', 'tidy'], last: '4/4 tidy' },
  { name: 'fewer steps than expected', expected: 9, steps: ['plan', 'verify', 'tidy'], last: '3/3 tidy' },
])('never counts beyond the end, with $name', ({ expected, steps, last }) => {
  const lines: string[] = [];
  const progress = createProgress(
    {
      isTerminal: false,
      isOutTerminal: false,
      out: () => {},
      write: async () => {},
      err: (text) => void lines.push(text.trim()),
    },
    { steps: expected, quotaMs: 0, workMs: 0, totalMs: 0 },
    () => 0,
  );
  for (const name of steps) {
    const step = parseStep(name);
    if (step !== null) progress.onStep({ step, phase: 'finished', ms: 1 });
  }
  expect(lines.at(-1)).toBe(last);
  for (const line of lines) {
    const [done, total] = line.split(/[/ ]/).map(Number);
    expect(done).toBeLessThanOrEqual(total ?? 0);
  }
});
