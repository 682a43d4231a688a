import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ColumnType } from '../plan/plan-context.ts';

/** A cell as the cases write it: whole numbers beyond 2^53, days, moments, NaN and infinities are texts. */
export type CaseCell = string | number | boolean | null;

/** A small table with its types. */
export interface CaseTable {
  readonly columns: readonly (readonly [name: string, type: ColumnType])[];
  readonly rows: readonly (readonly CaseCell[])[];
}

/** What Deequ said of a rule; `EXC`: its parser refused the ruleset, or the engine threw. */
export interface DeequVerdict {
  readonly outcome: 'Passed' | 'Failed' | 'EXC';
  readonly reason: string | null;
  /** NaN and infinities are texts. */
  readonly metrics: Readonly<Record<string, number | string>>;
}

/** A rule on a small table with Deequ's verdict. */
export interface DeequCase {
  readonly id: string;
  readonly table: CaseTable;
  readonly tableName: string;
  readonly rule: string;
  readonly deequ: DeequVerdict;
  readonly evaluatedAt: Date;
}

interface CaseFile {
  readonly tables: Readonly<Record<string, CaseTable>>;
  readonly cases: readonly { readonly id: string; readonly table: string; readonly rule: string }[];
}

/** The day on which the rules of the folder were evaluated. */
const evaluatedAt = new Date('2026-11-29T18:00:00Z');

const folder = resolve(import.meta.dirname, '../../../../../shared/cases/quality');

/** The title of the test that says that the cases are absent. */
export const absentDeequCases = 'is skipped: ../shared/cases/quality is absent, set CI=true to fail instead';

/**
 * Every rule of `casesN.json` with the verdict of `deequN*.json`, read in place, or null where the folder is absent. Of
 * several verdicts on one file the newest counts: `n` and `jars103` are dqdl 1.0.3, the others 1.0.0.
 *
 * @throws {Error} when the folder is absent and `ci` (the variable CI) is set.
 */
export function deequCases(ci: string | undefined): readonly DeequCase[] | null {
  if (!existsSync(folder)) {
    if (ci !== undefined) throw new Error('CI needs the quality cases next to the project (../shared/cases/quality).');
    return null;
  }
  const names = readdirSync(folder).sort();
  return names
    .filter((name) => /^cases\d*\.json$/.test(name))
    .flatMap((name) => {
      const number = /\d*/.exec(name.slice('cases'.length))?.[0] ?? '';
      const newest = names.filter((verdicts) => new RegExp(`^deequ${number}\\D*(103)?\\.json$`).test(verdicts)).at(-1);
      if (newest === undefined) throw new Error(`There are no verdicts of Deequ for ${name} in ${folder}.`);
      const { tables, cases }: CaseFile = JSON.parse(losslessly(readFileSync(resolve(folder, name), 'utf8')));
      const verdicts: Readonly<Record<string, DeequVerdict>> = JSON.parse(
        readFileSync(resolve(folder, newest), 'utf8'),
      );
      return cases.flatMap(({ id, table: tableName, rule }) => {
        const [table, deequ] = [tables[tableName], verdicts[id]];
        return table === undefined || deequ === undefined ? [] : [{ id, table, tableName, rule, deequ, evaluatedAt }];
      });
    });
}

/** Whole numbers beyond 2^53 in tables become texts, before JSON rounds them. */
function losslessly(json: string): string {
  const start = json.indexOf('"cases":');
  return json.slice(0, start).replace(/(?<=[[ ,])-?\d{16,}(?=[\],])/g, '"$&"') + json.slice(start);
}
