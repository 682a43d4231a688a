import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A ruleset with the verdict of AWS's own parser. */
export interface ParseCase {
  readonly ruleset: string;
  readonly valid: boolean;
  readonly tier: 'reference-test' | 'deequ-test';
  readonly source: string;
  readonly ast?: unknown;
}

export type Cell = string | number | null;

export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Outcome = 'Passed' | 'Failed';

/** A ruleset on a small table with the outcome that Deequ's tests expect. */
export interface EvaluationCase {
  readonly id: string;
  readonly ruleset: string;
  readonly primary: TableData;
  readonly references?: Readonly<Record<string, TableData>>;
  readonly expected?: readonly { readonly outcome: Outcome }[];
  readonly allRules?: true;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly metricKeys?: readonly string[];
  readonly reasonIncludes?: readonly string[];
  readonly rowOutcomes?: readonly Outcome[];
  readonly rowOutcomesAll?: Outcome;
}

const folder = resolve(import.meta.dirname, '../../../../../shared/conformance');

/**
 * The cases of a conformance file, read in place, or null where the file is absent.
 *
 * @throws {Error} when the file is absent and `ci` (the variable CI) is set.
 */
function readCases<T>(name: string, ci: string | undefined): readonly T[] | null {
  const path = resolve(folder, name);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T[];
  if (ci !== undefined)
    throw new Error(`${name} is missing: CI needs the conformance cases next to the project (../shared/conformance).`);
  return null;
}

export const parseCases = (ci: string | undefined) => readCases<ParseCase>('dqdl-parse-cases.json', ci);
export const evaluationCases = (ci: string | undefined) => readCases<EvaluationCase>('dqdl-eval-cases.json', ci);

/** The title of the test that says that a corpus is absent. */
export const absentCases = 'is skipped: ../shared/conformance is absent, set CI=true to fail instead';
