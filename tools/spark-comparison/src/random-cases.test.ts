import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { committedCases } from './committed-cases.ts';
import { randomCases } from './random-cases.ts';

it('the committed fixture is of these tables and rules; otherwise npm run spark-comparison makes it again', () => {
  const file = resolve(import.meta.dirname, '../../../libs/data-quality/src/testing/spark-verdicts.json');
  const { tables } = JSON.parse(readFileSync(file, 'utf8'));
  const committed = Object.entries<{ columns: unknown; rows: unknown; rules: [string][] }>(tables).map(
    ([name, { columns, rows, rules }]) => [name, { columns, rows, rules: rules.map(([rule]) => rule) }],
  );

  expect(Object.fromEntries(committed)).toEqual(randomCases(committedCases));
});
