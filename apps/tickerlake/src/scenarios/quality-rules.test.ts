import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const cases = join(home, '../shared/cases/dqdl');
const isThere = existsSync(cases);
const november = { clock: { now: () => new Date('2026-11-29T12:00:00Z'), sleep: async () => undefined } };

let root: string;
let store: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-rules-'));
  store = join(root, 'store');
  await writeRecorded(join(root, 'may'), { AAPL: minutesOf('2026-05-01', 100) });
  expect(
    (await runCommand(['run', '--replay-dir', join(root, 'may'), '--tickers', 'AAPL', '--data-dir', store])).code,
  ).toBe(0);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const ruleSchema = z.object({
  status: z.string(),
  Result: z.string(),
  Description: z.string(),
  EvaluationMessage: z.string().optional(),
});
const report = z.object({
  summary: z.object({ rules: z.number(), passed: z.number(), notEvaluated: z.number(), errors: z.number() }),
  results: z.array(
    z.object({
      clock: z.string(),
      CompletedOn: z.string(),
      RuleResults: z.array(ruleSchema),
      AnalyzerResults: z.array(
        z.object({ Description: z.string(), EvaluatedMetrics: z.record(z.string(), z.number()) }),
      ),
    }),
  ),
});

describe.skipIf(!isThere && process.env['CI'] !== 'true')(
  'check of the rulesets in ../shared/cases/dqdl (skipped: the folder is absent)',
  () => {
    const check = (file: string, ...args: readonly string[]) =>
      runCommand(['check', join(cases, file), '--data-dir', store, ...args], november);
    const statuses = async (file: string) => {
      const { code, out } = await check(file, '--json');
      return {
        code,
        statuses: report
          .parse(JSON.parse(out))
          .results.flatMap((result) => result.RuleResults.map(({ status }) => status)),
      };
    };

    it('data of May is not fresh in November, and the report says whose clock that is', async () => {
      expect(await statuses('f1-fresh.dqdl')).toEqual({ code: 3, statuses: ['fail', 'fail'] });
      expect((await check('f1-fresh.dqdl')).out).toContain(
        'hourly_volatility at 2026-11-29T12:00:00.000Z (the clock of this machine): 0 of 2 rules passed, 2 failed',
      );
    });

    test.each([
      { file: 'r06-dual-guard.dqdl', found: ['not_evaluated'], says: '0 of 1 rules passed, 1 not evaluated, no score' },
      {
        file: 'r25-last-in-run.dqdl',
        found: ['pass', 'not_evaluated', 'not_evaluated'],
        says: '1 of 3 rules passed, 2 not evaluated, score 1.000',
      },
    ])('$file: without history a rule is not evaluated, and does not pass', async ({ file, found, says }) => {
      expect(await statuses(file)).toEqual({ code: 4, statuses: found });
      expect((await check(file)).out).toContain(says);
      expect((await check(file, '--format', 'junit')).out).toContain(
        `skipped="${found.filter((status) => status === 'not_evaluated').length}"`,
      );
      expect((await check(file, '--json')).out).toContain('"Result": "NOT_EVALUATED"');
    });

    it('AllStatistics is in text and JSON', async () => {
      expect((await check('r20-analyzers.dqdl')).out).toMatch(
        /MEASURED AllStatistics "hourly_var"\n(?: {2}METRIC .*\n)* {2}METRIC Column\.hourly_var\.StandardDeviation = /,
      );
      const [result] = report.parse(JSON.parse((await check('r20-analyzers.dqdl', '--json')).out)).results;
      expect(
        result?.AnalyzerResults.map((analyzer) => [
          analyzer.Description,
          Object.keys(analyzer.EvaluatedMetrics).length,
        ]),
      ).toEqual([
        ['Completeness "ticker"', 1],
        ['AllStatistics "hourly_var"', 11],
        ['DistinctValuesCount "ticker"', 1],
      ]);
    });

    it('rules that compare tables are evaluated; what cannot be is one error each', async () => {
      const { out, code } = await check('r23-schema-match.dqdl', '--json');
      const { summary, results } = report.parse(JSON.parse(out));
      const found = Object.fromEntries(
        (results[0]?.RuleResults ?? []).map(({ Description, status }) => [Description.split(' ')[0], status]),
      );
      expect({ code, rules: summary.rules }).toEqual({ code: 3, rules: 8 });
      expect(found).toEqual({
        SchemaMatch: 'fail',
        DatasetMatch: 'error',
        AggregateMatch: 'pass',
        DetectAnomalies: 'error',
        ColumnNamesMatchPattern: 'pass',
        DuplicateRowCount: 'pass',
        FileFreshness: 'error',
        IsComplete: 'pass',
      });
    });
  },
);

describe('a run with custom rules', () => {
  async function runWith(rules: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const [folder, dataDir] = [await temporaryFolder(), join(await temporaryFolder(), 'data')];
    for (const [table, text] of Object.entries(rules)) await writeFile(join(folder, `${table}.dqdl`), text);
    const quality = Object.fromEntries(Object.keys(rules).map((table) => [table, `${table}.dqdl`]));
    await writeFile(join(folder, 'tickerlake.config.json'), JSON.stringify({ quality }));
    return runCommand([
      'run',
      '--replay-dir',
      join(root, 'may'),
      '--tickers',
      'AAPL',
      '--config',
      join(folder, 'tickerlake.config.json'),
      '--data-dir',
      dataDir,
      ...args,
    ]);
  }

  it('counts rules that were not evaluated apart, names table and rule, and exits with 4', async () => {
    const { code, out } = await runWith({
      hourly_volatility:
        'Rules = [ RowCount > avg(last(5)) * 0.8, IsComplete "close", Mean "high" < 1 labels=["severity"="warn"] ]',
    });

    expect(code).toBe(4);
    expect(out).toMatch(/ {2}\d of 7 rules passed, 1 warned, 1 not evaluated\.\n/);
    expect(out).toContain(
      '  Not evaluated: hourly_volatility: RowCount > avg(last(5)) * 0.8: There is no history of RowCount yet.',
    );
    expect(out).toMatch(
      / {2}Warning: hourly_volatility: Mean "high" < 1: observed [\d.]+ of \d+ values, expected < 1\./,
    );
  });

  it('looks back at what earlier runs measured, and not at runs that published nothing', async () => {
    const [folder, dataDir] = [await temporaryFolder(), join(await temporaryFolder(), 'data')];
    const rules = join(folder, 'r.dqdl');
    const config = join(folder, 'tickerlake.config.json');
    await writeFile(config, JSON.stringify({ quality: { hourly_volatility: 'r.dqdl' } }));
    const runOn = async (folderOfBars: string, text: string) => {
      await writeFile(rules, text);
      return runCommand([
        'run',
        '--replay-dir',
        folderOfBars,
        '--tickers',
        'AAPL',
        '--config',
        config,
        '--data-dir',
        dataDir,
      ]);
    };
    const later = join(folder, 'june');
    await writeRecorded(later, { AAPL: [...minutesOf('2026-05-01', 100), ...minutesOf('2026-05-04', 390)] });

    expect((await runOn(join(root, 'may'), 'Rules = [ RowCount > 0 ]')).code).toBe(0);
    expect((await runOn(later, 'Rules = [ RowCount < last() ]')).code).toBe(3);
    expect((await runOn(later, 'Rules = [ RowCount > last(), Mean "high" > last() ]')).code).toBe(4);
    const { code, out } = await runCommand([
      'check',
      rules,
      '--dataset',
      'hourly_volatility',
      '--data-dir',
      dataDir,
      '--json',
    ]);
    expect(code).toBe(4);
    expect(out).toContain('"expected": "> last() (7)"');
  }, 60_000);

  it('exits with 0 when what was not evaluated only warns', async () => {
    expect(
      (await runWith({ hourly_volatility: 'Rules = [ RowCount > last() labels=["severity"="warn"] ]' })).code,
    ).toBe(0);
  });

  it('for one table keeps the gate of the other', async () => {
    const { code, out } = await runWith({ hourly_volatility: 'Rules = [ RowCount > 0 ]' }, '--json');
    const { quality } = z
      .object({ quality: z.array(z.object({ dataset: z.string(), clock: z.string() })) })
      .parse(JSON.parse(out));

    expect({ code, quality }).toEqual({
      code: 0,
      quality: ['hourly_volatility', 'coverage'].map((dataset) => ({
        dataset,
        clock: 'the end of the requested range',
      })),
    });
  });

  it('stops at a rule of an unknown type, and evaluates the others', async () => {
    const { code, err } = await runWith({ coverage: 'Rules = [ RowsCount > 0, RowCount > 0, RowCount = 0 ]' });

    expect(code).toBe(3);
    expect(err).toContain('2 quality rules stopped the run.');
    expect(err).toContain('There is no rule type RowsCount. Did you mean RowCount?');
  });
});
