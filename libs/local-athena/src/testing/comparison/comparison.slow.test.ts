import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDuckDbToAsk } from './ask-duckdb.ts';
import { compareCases } from './compare-cases.ts';
import { countVerdicts, reportFile } from './print-report.ts';
import { readAnswers } from './recorded-answers.ts';

const root = resolve(import.meta.dirname, '../../../../..');

test('all that Trino answers is answered the same or refused, as the report counts it', async () => {
  const duckDb = await openDuckDbToAsk();
  const compared = await compareCases(duckDb, readAnswers(root), false);
  duckDb.close();
  expect(compared.filter(({ verdict }) => verdict === 'different')).toEqual([]);
  // npm run engines:compare -- --recorded writes the report again.
  expect(readFileSync(join(root, reportFile), 'utf8')).toContain(countVerdicts(compared));
}, 120_000);
