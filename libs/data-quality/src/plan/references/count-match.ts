import type { Parameter, SimpleRule } from '../../dqdl/ast.ts';
import { type Finding, type LeafPlan, type ScanPlan, toFinding } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { missText, readable } from '../numbers/number-text.ts';
import { optionsOf, type PlanContext, type Reference } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { planMoment } from '../statistics/moments.ts';
import { planRowCount } from '../table/table-shape.ts';
import { findReference } from './find-reference.ts';

const any: NumberTest = { isMet: () => true, text: '' };

/**
 * `RowCountMatch`: rows of the table over those of the other one.
 *
 * @example
 * planRowCountMatch(rule, test, context); // COUNT(*) of both
 */
export function planRowCountMatch(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const [alias] = rule.parameters;
  if (alias === undefined) throw new PlanError('RowCountMatch needs a table.', rule.at);
  const other = findReference(alias.value, alias, context, 'additional data sources');
  const side = (dataset: string) => ({ dataset, plan: requireScan(planRowCount({ ...rule, tags: [] }, any), rule) });
  return {
    kind: 'pair',
    sides: [side(context.dataset), side(other.dataset)],
    decide: ([own, others]) => {
      const [rows, otherRows] = [own?.observed ?? 0, others?.observed ?? 0];
      if (rows === 0) return toFinding({ status: 'fail', expected: test.text, message: 'The table is empty.' });
      if (otherRows === 0)
        return toFinding({ status: 'fail', expected: test.text, message: `The table "${alias.value}" is empty.` });
      return judge(test, rows / otherRows, `Dataset.${alias.value}.RowCountMatch`, `${rows} rows against ${otherRows}`);
    },
  };
}

/**
 * `AggregateMatch`: one sum or mean over another, each of a column of this table or of another one (`sum(coverage.hours)`). Both 0 is a
 * match, as in Deequ.
 *
 * @throws {PlanError} for anything but `sum(..)` and `avg(..)`.
 * @example
 * planAggregateMatch(rule, test, context); // exact sums of both columns
 */
export function planAggregateMatch(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const aggregates = rule.parameters.map((parameter) => planAggregate(rule, parameter, context));
  const columns = [...new Set(aggregates.map(({ column }) => column))].join(',');
  return {
    kind: 'pair',
    sides: aggregates,
    decide: (findings) => {
      const [one = null, other = null] = findings.map(({ observed }) => observed);
      const without = findings.find(({ observed }) => observed === null);
      if (one === null || other === null)
        return toFinding({ status: 'fail', expected: test.text, message: without?.message ?? 'There is no value.' });
      const ratio = one === 0 && other === 0 ? 1 : other === 0 ? 0 : one / other;
      return judge(test, ratio, `Column.${columns}.AggregateMatch`, `${one} against ${other}`);
    },
  };
}

function planAggregate(
  rule: SimpleRule,
  parameter: Parameter,
  context: PlanContext,
): { dataset: string; plan: ScanPlan; column: string } {
  const [, name, inner] = /^\s*(sum|avg)\s*\((.+)\)\s*$/i.exec(parameter.value) ?? [];
  if (name === undefined || inner === undefined)
    throw new PlanError(
      `AggregateMatch compares sum(..) and avg(..) of columns, not ${parameter.value}.`,
      parameter.at,
    );
  const column = inner.replaceAll('"', '').trim();
  const { table, own } = splitColumn(column, parameter, context);
  const measured: SimpleRule = {
    ...rule,
    type: name.toLowerCase() === 'sum' ? 'Sum' : 'Mean',
    parameters: [{ ...parameter, value: own }],
    tags: [],
  };
  const plan = requireScan(planMoment(measured, any, { ...context, ...table }), rule);
  return { dataset: table.dataset, plan, column: own };
}

/** A column of the table with dots in its name goes before a column of another table. */
function splitColumn(column: string, at: Parameter, context: PlanContext): { table: Reference; own: string } {
  const dot = column.lastIndexOf('.');
  const { dataset, columns } = context;
  if (dot < 0 || columns.some(({ name }) => name === column)) return { table: { dataset, columns }, own: column };
  return { table: findReference(column.slice(0, dot), at, context), own: column.slice(dot + 1) };
}

function requireScan(plan: LeafPlan, rule: SimpleRule): ScanPlan {
  if (plan.kind === 'scan') return plan;
  throw new PlanError(`${rule.type} cannot be measured by a scan.`, rule.at);
}

function judge(test: NumberTest, ratio: number, metric: string, seen: string): Finding {
  const isMet = test.isMet(ratio);
  return toFinding({
    status: isMet ? 'pass' : 'fail',
    metrics: { [metric]: ratio },
    observed: ratio,
    observedText: `${seen} (${readable(ratio)})`,
    expected: test.text,
    message: isMet ? '' : missText(ratio),
  });
}
