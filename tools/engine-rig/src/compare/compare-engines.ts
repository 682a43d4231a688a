import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrinoClient } from '@tickerlake/athena-sql';
import {
  answersFile,
  type Answer,
  askTrino,
  askTrinoTogether,
  compareCases,
  comparisonCases,
  isStatement,
  openDuckDbToAsk,
  printAnswers,
  printReport,
  readAnswers,
  reportFile,
  toStatement,
} from '@tickerlake/local-athena/testing';

/** Expressions in one statement: planning costs more than evaluating. */
const together = 40;

/**
 * Asks Trino every case of the table and writes its answers, then the report of how the endpoint compares with them.
 *
 * @param root of the repository.
 * @returns lines to show: the cases that the endpoint answers differently.
 * @throws {TrinoQueryError} when Trino cannot be reached.
 * @example
 * for (const line of await compareEngines(client, root)) say(line);
 */
export async function compareEngines(client: TrinoClient, root: string): Promise<string[]> {
  writeFileSync(join(root, answersFile), printAnswers(await versionOf(client), await askCases(client)));
  return reportOnRecorded(root);
}

/**
 * Writes the report from Trino's recorded answers.
 *
 * @returns lines to show: the cases that the endpoint answers differently.
 * @throws {Error} when a case has no recorded answer.
 * @example
 * for (const line of await reportOnRecorded(root)) say(line);
 */
export async function reportOnRecorded(root: string): Promise<string[]> {
  const duckDb = await openDuckDbToAsk();
  try {
    const compared = await compareCases(duckDb, readAnswers(root), true);
    writeFileSync(join(root, reportFile), printReport(compared));
    return compared
      .filter(({ verdict }) => verdict === 'different')
      .map(({ text, ours, trino }) => `${text}\n  serve: ${JSON.stringify(ours)}\n  Trino: ${JSON.stringify(trino)}`);
  } finally {
    duckDb.close();
  }
}

async function versionOf(client: TrinoClient): Promise<string> {
  const answer = await askTrino(client, 'SELECT version()');
  return 'rows' in answer ? (answer.rows[0]?.[0] ?? '') : '';
}

async function askCases(client: TrinoClient): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const group of comparisonCases.flatMap(({ groups }) => groups)) {
    const expressions = group.cases.filter((text) => !isAlone(text));
    for (let from = 0; from < expressions.length; from += together) {
      const some = expressions.slice(from, from + together);
      const found = await askTrinoTogether(client, some, group.from ?? '');
      for (const [index, answer] of found.entries()) answers.set(toStatement(some[index] ?? '', group), answer);
    }
    for (const sql of group.cases.filter(isAlone).map((text) => toStatement(text, group)))
      answers.set(sql, await askTrino(client, sql));
  }
  return answers;
}

/** Trino takes 0e0 and -0e0 in one SELECT for the same expression. */
const isAlone = (text: string): boolean => isStatement(text) || text.includes('-0e0');
