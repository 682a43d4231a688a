import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafRules } from '../testing/leaf-rules.ts';
import {
  absentCases,
  type Cell,
  type EvaluationCase,
  evaluationCases,
  type Outcome,
  type TableData,
} from '../testing/conformance-cases.ts';
import { openDuckDb } from '../testing/duckdb-table.ts';
import { deviations } from '../testing/evaluation-deviations.ts';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import { ruleTypes } from '../dqdl/rule-types.ts';
import type { ColumnType, DatasetColumn, Reference } from '../plan/plan-context.ts';
import { rulePlanners } from '../plan/rules/index.ts';
import type { RuleResult, SampleValue } from '../result/quality-result.ts';
import { checkRules } from './check-rules.ts';

const cases = evaluationCases(process.env['CI']);
const now = new Date('2026-05-29T21:00:00Z');
const supportedTypes = rulePlanners.flatMap(({ types }) => types);

const isSupported = ({ ruleset }: EvaluationCase) =>
  leafRules(parseDqdl(ruleset).rules).every(({ type }) => supportedTypes.includes(type));

describe.skipIf(cases === null)(`the evaluation cases of Deequ${cases === null ? ` ${absentCases}` : ''}`, () => {
  const supported = (cases ?? []).filter(isSupported);
  let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
  beforeAll(async () => {
    duckDb = await openDuckDb();
  });
  afterAll(() => duckDb.close());

  async function evaluate(evaluation: EvaluationCase): Promise<readonly RuleResult[]> {
    const columns = columnsOf(evaluation.primary, evaluation.ruleset);
    await duckDb.createTable('data', columns, evaluation.primary.rows);
    const references: Record<string, Reference> = {};
    for (const [name, table] of Object.entries(evaluation.references ?? {})) {
      references[name] = { dataset: name, columns: columnsOf(table, '') };
      for (const alias of ['ref', 'ref_table', 'ref_join', 'ref_shared'])
        await duckDb.createTable(alias, columnsOf(table, ''), table.rows);
    }
    const ruleset = parseDqdl(evaluation.ruleset);
    const { rules } = await checkRules({
      db: duckDb.db,
      dataset: 'data',
      columns,
      ruleset,
      now,
      references,
      sampleRows: 10,
      composites: 'row',
    });
    return rules;
  }

  it('runs every rule type', () => {
    const names = ruleTypes.filter(({ use }) => use !== 'analyzer').map(({ name }) => name);
    expect([...new Set(names)]).toEqual([...supportedTypes].sort());
  });

  it('counts the cases whose rule types are supported', () => {
    expect(supported).toHaveLength((cases ?? []).length);
  });

  it.each(supported)('$id has the expected outcome and metrics: $ruleset', async (evaluation) => {
    const rules = await evaluate(evaluation);
    const [first] = rules;
    const deviation = deviations[evaluation.id];
    const checked = evaluation.allRules === true ? rules : rules.slice(0, 1);
    const outcomes = checked.map(({ status }) =>
      status === 'pass' || status === 'not_evaluated' ? 'Passed' : 'Failed',
    );
    const expected = deviation?.outcome ?? evaluation.expected?.[0]?.outcome;
    if (expected !== undefined) expect([...new Set(outcomes)]).toEqual([expected]);
    const metrics: Record<string, number> = Object.assign({}, ...rules.map((rule) => rule.metrics));
    expect(metrics).toMatchObject(evaluation.metrics ?? {});
    expect(Object.keys(metrics)).toEqual(expect.arrayContaining([...(evaluation.metricKeys ?? [])]));
    for (const part of evaluation.reasonIncludes ?? []) expect(first?.message).toContain(part);
    const { rows } = evaluation.primary;
    const perRow = deviation?.rowOutcomes ?? evaluation.rowOutcomes ?? rows.map(() => evaluation.rowOutcomesAll);
    if (perRow.some((outcome) => outcome !== undefined)) expect(rowOutcomes(rules, rows)).toEqual(perRow);
  });
});

/** A row fails if any rule shows it among those that failed, or could not be evaluated at all. */
function rowOutcomes(rules: readonly RuleResult[], rows: TableData['rows']): Outcome[] {
  const failed = new Set(
    rules.flatMap(({ sample }) => sample.map((row) => JSON.stringify(Object.values(row).map(plain)))),
  );
  const isBroken = rules.some(({ status }) => status === 'error');
  return rows.map((row) => (isBroken || failed.has(JSON.stringify(row)) ? 'Failed' : 'Passed'));
}

const plain = (value: SampleValue) => (typeof value === 'bigint' ? Number(value) : value);

/** The cases name no types: whole numbers, other numbers, texts; texts like dates are dates where a rule compares dates. */
function columnsOf({ columns, rows }: TableData, ruleset: string): DatasetColumn[] {
  const hasDates = /"\d{4}-\d{2}-\d{2}"|now\(\)|DataFreshness/.test(ruleset);
  return columns.map((name, index) => ({
    name,
    type: typeOf(
      rows.map((row) => row[index] ?? null),
      hasDates,
    ),
  }));
}

function typeOf(cells: readonly Cell[], hasDates: boolean): ColumnType {
  const present = cells.filter((cell) => cell !== null);
  if (present.length > 0 && present.every((cell) => typeof cell === 'number'))
    return present.every(Number.isInteger) ? 'int64' : 'double';
  const isDate = hasDates && present.length > 0 && present.every((cell) => /^\d{4}-\d{2}-\d{2}$/.test(String(cell)));
  return isDate ? 'date' : 'string';
}
