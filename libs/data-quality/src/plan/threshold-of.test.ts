import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleStatus } from '../result/quality-result.ts';
import { openHourlyCheck } from '../testing/hourly-check.ts';

let hourly: Awaited<ReturnType<typeof openHourlyCheck>>;
beforeAll(async () => {
  hourly = await openHourlyCheck();
});
afterAll(() => hourly.close());

describe('a threshold that no share of rows can meet is an error that names the place', () => {
  it.each<{ threshold: string; status: RuleStatus }>([
    { threshold: '> 0.95', status: 'pass' },
    { threshold: '>= 1', status: 'pass' },
    { threshold: '> 1', status: 'error' },
    { threshold: '> 3', status: 'error' },
    { threshold: '= 95', status: 'error' },
    { threshold: 'in [2, 3]', status: 'error' },
    { threshold: 'in [1, 3]', status: 'pass' },
    { threshold: 'between 1 and 2', status: 'error' },
    { threshold: 'between 0.9 and 1.1', status: 'pass' },
    { threshold: '< 0', status: 'error' },
    { threshold: '< 0.0000001', status: 'fail' },
    { threshold: '< 1.5', status: 'pass' },
  ])('with threshold $threshold: $status', async ({ threshold, status }) => {
    const { rules } = await hourly.check(`ColumnValues "bar_count" > 0 with threshold ${threshold}`);

    expect(rules[0]?.status).toBe(status);
    if (status === 'error')
      expect(rules[0]?.message).toMatch(
        /^No share of rows is .*: a threshold is from 0 to 1, .* \(hourly\.dqdl:1:\d+\)$/,
      );
  });
});

describe('a pattern that no engine can read is an error that says why and where', () => {
  it.each([
    { pattern: '([A-Z', says: 'unterminated character class' },
    { pattern: '(A|B', says: 'unterminated group' },
    { pattern: 'A)', says: "unmatched ')'" },
    { pattern: '*A', says: 'nothing to repeat' },
    { pattern: 'A{3,2}', says: 'numbers out of order in {} quantifier' },
  ])('$pattern: $says', async ({ pattern, says }) => {
    const { rules } = await hourly.check(`ColumnValues "ticker" matches "${pattern}"`);

    expect(rules[0]).toMatchObject({
      status: 'error',
      message: `The pattern ${pattern} cannot be run: ${says}. (hourly.dqdl:1:41)`,
    });
  });

  it.each(['(?i)aapl|.*', '(?P<name>[A-Z]+)', '(?s:[A-Z]+)', '[[:alpha:]]+', '[A-Z]+?', String.raw`\\Q[\\E|[A-Z]+`])(
    '%s is one of RE2',
    async (pattern) => {
      expect(await hourly.statusesOf(`ColumnValues "ticker" matches "${pattern}"`)).toEqual(['pass']);
    },
  );
});
