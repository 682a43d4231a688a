import { type Answer, compareAnswers, type Verdict } from './answer.ts';
import type { AskedDuckDb } from './ask-duckdb.ts';
import { toStatement } from './case-group.ts';
import { comparisonCases } from './comparison-cases.ts';

/** A case with what each engine answers. */
export interface ComparedCase {
  readonly chapter: string;
  readonly group: string;
  /** As the table has it: an expression or a statement. */
  readonly text: string;
  readonly trino: Answer;
  readonly ours: Answer;
  readonly verdict: Verdict;
  /** Whether DuckDB itself gives Trino's values to the same text; false where that was not asked. */
  readonly isSameAsWritten: boolean;
}

/**
 * Asks the endpoint's engine every case of the table and compares it with Trino's answers.
 *
 * @param asksAsWritten whether DuckDB itself is asked too, which takes as long again.
 * @param step asks every `step`-th case only.
 * @throws {Error} when a case has no recorded answer.
 * @example
 * (await compareCases(duckDb, readAnswers(root), false)).filter(({ verdict }) => verdict === 'different'); // []
 */
export async function compareCases(
  duckDb: AskedDuckDb,
  answers: ReadonlyMap<string, Answer>,
  asksAsWritten: boolean,
  step = 1,
): Promise<readonly ComparedCase[]> {
  const compared: ComparedCase[] = [];
  let number = 0;
  for (const { chapter, groups } of comparisonCases)
    for (const group of groups)
      for (const text of group.cases) {
        const sql = toStatement(text, group);
        const trino = answers.get(sql);
        if (trino === undefined)
          throw new Error(`No answer of Trino is recorded for ${sql}: run npm run engines:compare`);
        number += 1;
        if (number % step !== 0) continue;
        const ours = await duckDb.ask(sql);
        const written = 'refused' in trino || !asksAsWritten ? null : await duckDb.askAsWritten(sql);
        compared.push({
          chapter,
          group: group.name,
          text,
          trino,
          ours,
          verdict: compareAnswers(ours, trino, group.digits ?? 17),
          isSameAsWritten: written !== null && 'texts' in written && isSame(written.texts, trino),
        });
      }
  return compared;
}

/** Values only: DuckDB's names and types of columns are its own. */
function isSame(texts: readonly (string | null)[], trino: Answer): boolean {
  if ('refused' in trino) return false;
  const wanted = trino.rows.flat();
  return texts.length === wanted.length && texts.every((text, index) => isSameValue(text, wanted[index] ?? null));
}

function isSameValue(text: string | null, wanted: string | null): boolean {
  if (text === wanted || text === null || wanted === null || text === '' || wanted === '') return text === wanted;
  return Number(text) === Number(wanted) && !Number.isNaN(Number(text));
}
