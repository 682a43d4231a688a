import { DqdlSyntaxError } from '../dqdl/dqdl-syntax-error.ts';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { ColumnType, DatasetColumn } from '../plan/plan-context.ts';
import { checkRules } from '../run/check-rules.ts';
import type { CaseCell, DeequCase } from './deequ-cases.ts';
import { type ComparedCase, deequDeviations } from './deequ-deviations.ts';
import { openDuckDb, type TableCell } from './duckdb-table.ts';
import { leafRules } from './leaf-rules.ts';

/** The day on which Deequ was measured. */
const now = new Date('2026-11-29T18:00:00Z');

/**
 * Evaluates rules that Deequ evaluated, and gives a line for each whose verdict differs without a reason in `deequDeviations`.
 *
 * @example
 * await unexplainedVerdicts(cases); // []
 */
export async function unexplainedVerdicts(cases: readonly DeequCase[]): Promise<string[]> {
  const duckDb = await openDuckDb();
  const unexplained: string[] = [];
  const there = new Map<string, DeequCase['table']>();

  /** Makes a table, unless it is there from the case before. */
  async function makeTable({ tableName, table }: DeequCase, columns: readonly DatasetColumn[]): Promise<void> {
    if (there.get(tableName) === table) return;
    const cells = table.rows.map((row) => row.map((cell, index) => toCell(cell, columns[index]?.type ?? 'string')));
    await duckDb.createTable(tableName, columns, cells);
    there.set(tableName, table);
  }

  async function compare(one: DeequCase): Promise<ComparedCase> {
    const columns = one.table.columns.map(([name, type]) => ({ name, type }));
    const dataset = one.tableName;
    await makeTable(one, columns);
    try {
      const ruleset = parseDqdl(`Rules = [ ${one.rule} ]`);
      const {
        rules: [rule],
      } = await checkRules({ db: duckDb.db, dataset, columns, ruleset, now, sampleRows: 0 });
      return {
        ...one,
        leaves: leafRules(ruleset.rules),
        status: rule?.status ?? 'error',
        message: rule?.message ?? '',
      };
    } catch (error) {
      if (!(error instanceof DqdlSyntaxError)) throw error;
      return { ...one, leaves: [], status: 'refused', message: error.message };
    }
  }

  for (const one of cases) {
    const compared = await compare(one);
    if (hasSameVerdict(compared) || deequDeviations.some(({ explains }) => explains(compared))) continue;
    unexplained.push(
      `${one.id} ${one.rule} on ${one.tableName}: ${one.deequ.outcome}, here ${compared.status} (${compared.message})`,
    );
  }
  duckDb.close();
  return unexplained;
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
