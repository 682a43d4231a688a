import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DqdlSyntaxError } from '../dqdl/dqdl-syntax-error.ts';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { ColumnType, DatasetColumn } from '../plan/plan-context.ts';
import { absentDeequCases, type CaseCell, type DeequCase, deequCases } from '../testing/deequ-cases.ts';
import { type ComparedCase, deequDeviations } from '../testing/deequ-deviations.ts';
import { openDuckDb, type TableCell } from '../testing/duckdb-table.ts';
import { leafRules } from '../testing/leaf-rules.ts';
import { checkRules } from './check-rules.ts';

const cases = deequCases(process.env['CI']);
/** The day on which Deequ was measured. */
const now = new Date('2026-11-29T18:00:00Z');

describe.skipIf(cases === null)(`the rules that Deequ evaluated${cases === null ? ` ${absentDeequCases}` : ''}`, () => {
  let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
  beforeAll(async () => {
    duckDb = await openDuckDb();
  });
  afterAll(() => duckDb.close());

  /** Makes a table, unless it is there from the case before. */
  const there = new Map<string, DeequCase['table']>();
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

  it('have the same verdict here, or a difference that DECISIONS.md explains', async () => {
    const unexplained: string[] = [];
    for (const one of cases ?? []) {
      const compared = await compare(one);
      if (hasSameVerdict(compared) || deequDeviations.some(({ explains }) => explains(compared))) continue;
      unexplained.push(
        `${one.id} ${one.rule} on ${one.tableName}: ${one.deequ.outcome}, here ${compared.status} (${compared.message})`,
      );
    }

    expect(unexplained).toEqual([]);
  }, 300_000);
});

it('every difference has its reason in DECISIONS.md', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../DECISIONS.md'), 'utf8');

  expect(deequDeviations.map(({ name }) => name).filter((name) => !text.includes(`| ${name} |`))).toEqual([]);
});

/** Deequ has no word for a rule in error: it fails. */
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
