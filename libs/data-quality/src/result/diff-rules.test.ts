import { expect, it } from 'vitest';
import { diffRules, type FoundRule } from './diff-rules.ts';

const found = (rule: string, status: string, value: number, over: Partial<FoundRule> = {}): FoundRule => ({
  dataset: 'bars',
  rule,
  status,
  observed: value,
  expected: '> 1',
  series: { [`Mean "${rule}"`]: value },
  ...over,
});

it('lists changed outcomes, moved measures, new and removed rules, and nothing else', () => {
  const before = [
    found('same', 'pass', 5),
    found('fell', 'pass', 4),
    found('zero', 'pass', 0),
    found('old bound', 'pass', 8),
    found('elsewhere', 'pass', 1),
    found('gone', 'pass', 1),
  ];
  const after = [
    found('same', 'pass', 5),
    found('fell', 'fail', 1),
    found('zero', 'pass', 2),
    found('new bound', 'pass', 10, { series: { 'Mean "old bound"': 10 } }),
    found('elsewhere', 'pass', 2, { dataset: 'coverage' }),
  ];

  const { changed, moved, added, removed } = diffRules(before, after);

  expect(changed).toEqual([
    {
      dataset: 'bars',
      rule: 'fell',
      before: { status: 'pass', observed: 4, expected: '> 1' },
      after: { status: 'fail', observed: 1, expected: '> 1' },
    },
  ]);
  expect(moved).toEqual([
    { dataset: 'bars', series: 'Mean "zero"', before: 0, after: 2, change: null },
    { dataset: 'bars', series: 'Mean "fell"', before: 4, after: 1, change: -0.75 },
    { dataset: 'bars', series: 'Mean "old bound"', before: 8, after: 10, change: 0.25 },
  ]);
  expect(added.map(({ rule, dataset }) => [rule, dataset])).toEqual([
    ['new bound', 'bars'],
    ['elsewhere', 'coverage'],
  ]);
  expect(removed.map(({ rule }) => rule)).toEqual(['old bound', 'elsewhere', 'gone']);
});
