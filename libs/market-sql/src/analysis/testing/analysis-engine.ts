import { type Engine, engineType, type Tables, tables } from '@tickerlake/record-schema';
import { toLiteral } from '@tickerlake/athena-sql';

/** Rows of a literal VALUES that every engine still reads quickly. */
const batchRows = 400;

/** Where the statements of the analysis are tested: tables are made from rows. */
export interface AnalysisEngine {
  /** Makes a relation with the columns of a table. */
  load<Name extends keyof Tables>(relation: string, like: Name, rows: readonly Tables[Name][]): Promise<void>;
}

/** DuckDB in memory. */
export function duckDbEngine(run: (text: string) => Promise<unknown>): AnalysisEngine {
  return loadingEngine(run, 'duckdb', (relation) => relation);
}

/** Makes tables by statements; `name` says how a relation is called there. */
export function loadingEngine(
  run: (text: string) => Promise<unknown>,
  engine: Engine,
  name: (relation: string) => string,
): AnalysisEngine {
  return {
    async load(relation, like, rows) {
      const columns = tables.find((table) => table.name === like)?.columns ?? [];
      const typed = columns
        .map((column) => `cast(${column.name} as ${engineType(column, engine)}) as ${column.name}`)
        .join(', ');
      const names = columns.map((column) => column.name).join(', ');
      if (rows.length === 0)
        await run(
          `create table ${name(relation)} as select ${columns.map((column) => `cast(null as ${engineType(column, engine)}) as ${column.name}`).join(', ')} where 1 = 0`,
        );
      for (let start = 0; start < rows.length; start += batchRows) {
        const values = rows.slice(start, start + batchRows).map((row) => {
          const cells: Readonly<Record<string, unknown>> = row;
          return `(${columns.map((column) => literal(cells[column.name], column.type)).join(', ')})`;
        });
        await run(
          `${start === 0 ? `create table ${name(relation)} as` : `insert into ${name(relation)}`} select ${typed} from (values ${values.join(', ')}) as v(${names})`,
        );
      }
    },
  };
}

/** Whole doubles would be read as integers, and rows of one VALUES must agree. */
function literal(value: unknown, type: string): string {
  if (type === 'double' && typeof value === 'number') return value.toExponential().replace('e', 'E').replace('E+', 'E');
  return toLiteral(value);
}
