import type { Kysely } from 'kysely';
import type { Rule } from '../dqdl/ast.ts';
import { DqdlSyntaxError } from '../dqdl/dqdl-syntax-error.ts';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { ColumnType, DatasetColumn } from '../plan/plan-context.ts';
import { checkRules } from '../run/check-rules.ts';
import type { CaseCell, DeequCase } from './deequ-cases.ts';
import { type ComparedCase, deequDeviations, type DifferentCase } from './deequ-deviations.ts';
import type { TableCell } from './duckdb-table.ts';
import { leafRules } from './leaf-rules.ts';

/** An engine that rules are compared on. `createTable` replaces a table of the same name. */
export interface ComparedEngine {
  readonly db: Kysely<unknown>;
  readonly createTable: (
    name: string,
    columns: readonly DatasetColumn[],
    rows: readonly (readonly TableCell[])[],
  ) => Promise<void>;
}

/** How rules compare with Deequ: lines of those that differ without a reason, and how many differ for which reason. */
export interface Comparison {
  readonly unexplained: readonly string[];
  readonly explained: Readonly<Record<string, number>>;
}

/**
 * Evaluates rules that Deequ evaluated, those of one table together, and compares verdicts and metrics.
 *
 * @example
 * (await compareVerdicts(cases, await openDuckDb())).unexplained; // []
 */
export async function compareVerdicts(cases: readonly DeequCase[], engine: ComparedEngine): Promise<Comparison> {
  const unexplained: string[] = [];
  const explained: Record<string, number> = {};
  for (const sameTable of casesByTable(cases))
    for (const compared of await evaluateCases(sameTable, engine)) {
      const different = toDifferentCase(compared);
      if (different === null) continue;
      const reason = deequDeviations.find(({ explains }) => explains(different))?.name;
      if (reason === undefined) unexplained.push(toLine(different));
      else explained[reason] = (explained[reason] ?? 0) + 1;
    }
  return { unexplained, explained };
}

function casesByTable(cases: readonly DeequCase[]): readonly (readonly DeequCase[])[] {
  const tables = new Map<DeequCase['table'], DeequCase[]>();
  for (const one of cases) tables.set(one.table, [...(tables.get(one.table) ?? []), one]);
  return [...tables.values()];
}

async function evaluateCases(cases: readonly DeequCase[], engine: ComparedEngine): Promise<ComparedCase[]> {
  const [{ table, tableName: dataset, evaluatedAt: now }] = cases as readonly [DeequCase];
  const columns = table.columns.map(([name, type]) => ({ name, type }));
  const cells = table.rows.map((row) => row.map((cell, index) => toCell(cell, columns[index]?.type ?? 'string')));
  await engine.createTable(dataset, columns, cells);
  const read = cases.map((one) => ({ one, ...readRules(one.rule) }));
  const ruleset = { ...parseDqdl('Rules = [ RowCount > 0 ]'), rules: read.flatMap(({ rules }) => rules.slice(0, 1)) };
  const results = await checkRules({ db: engine.db, dataset, columns, ruleset, now, sampleRows: 0 });
  const left = [...results.rules];
  return read.map(({ one, rules, refusal }) => {
    const result = rules.length === 0 ? undefined : left.shift();
    return {
      ...one,
      leaves: leafRules(rules),
      status: refusal === null ? (result?.status ?? 'error') : 'refused',
      message: refusal ?? result?.message ?? '',
      metrics: result?.metrics ?? {},
    };
  });
}

function readRules(rule: string): { readonly rules: readonly Rule[]; readonly refusal: string | null } {
  try {
    return { rules: parseDqdl(`Rules = [ ${rule} ]`).rules, refusal: null };
  } catch (error) {
    if (!(error instanceof DqdlSyntaxError)) throw error;
    return { rules: [], refusal: error.message };
  }
}

function toDifferentCase(compared: ComparedCase): DifferentCase | null {
  const { deequ, metrics } = compared;
  const differentMetrics = Object.entries(deequ.metrics).flatMap(([name, theirs]) => {
    const ours = metrics[name] ?? metrics[name.replace(/PatternMatch$/, 'ColumnValues.Compliance')];
    return ours !== undefined && areEqual(Number(theirs), ours) ? [] : [name];
  });
  if (!hasSameVerdict(compared)) return { ...compared, differs: 'verdict', differentMetrics };
  return differentMetrics.length === 0 ? null : { ...compared, differs: 'metrics', differentMetrics };
}

function toLine({ id, rule, tableName, deequ, status, message, differentMetrics, metrics }: DifferentCase): string {
  const theirs = differentMetrics.map((name) => `${name} is ${deequ.metrics[name]}, here ${metrics[name]}`);
  return [`${id} ${rule} on ${tableName}: ${deequ.outcome}, here ${status} (${message})`, ...theirs].join('; ');
}

/** Equal to nine digits: both add doubles, in different orders. */
function areEqual(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** Deequ has no status for a rule in error: it fails. */
function hasSameVerdict({ deequ, status }: ComparedCase): boolean {
  switch (status) {
    case 'pass':
      return deequ.outcome === 'Passed';
    case 'refused':
      return deequ.outcome === 'EXC';
    case 'not_evaluated':
      return false;
    default:
      return deequ.outcome === 'Failed';
  }
}

function toCell(cell: CaseCell, type: ColumnType): TableCell {
  if (cell === null) return null;
  if (type === 'int64') return BigInt(String(cell));
  if (type === 'double') return Number(cell);
  return type === 'timestamp' ? new Date(`${String(cell).replace(' ', 'T')}Z`) : cell;
}
