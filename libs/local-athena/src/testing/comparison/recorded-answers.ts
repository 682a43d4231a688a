import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Answer } from './answer.ts';

/** Where the answers are, seen from the root of the repository. */
export const answersFile = 'libs/local-athena/src/testing/comparison/trino-answers.json';

const cell = z.string().nullable();
/** The error's name; type and value of an expression; columns and rows of a statement. */
const recorded = z.union([
  z.string(),
  z.tuple([z.string(), cell]),
  z.tuple([z.array(z.tuple([z.string(), z.string()])), z.array(z.array(cell))]),
]);
const file = z.object({ trino: z.string(), answers: z.record(z.string(), recorded) });

/**
 * Reads Trino's recorded answers, by statement.
 *
 * @param root of the repository.
 * @example
 * readAnswers(root).get('SELECT 1 / 0'); // { refused: 'DIVISION_BY_ZERO' }
 */
export function readAnswers(root: string): ReadonlyMap<string, Answer> {
  const path = join(root, answersFile);
  if (!existsSync(path)) return new Map();
  const { answers } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
  return new Map(
    Object.entries(answers).map(([sql, one]): [string, Answer] => {
      if (typeof one === 'string') return [sql, { refused: one }];
      const [head, tail] = one;
      if (typeof head === 'string')
        return [sql, { columns: [['_col0', head]], rows: [[typeof tail === 'string' ? tail : null]] }];
      return [sql, { columns: head, rows: Array.isArray(tail) ? tail : [] }];
    }),
  );
}

/**
 * The text of the file with the answers: one a line.
 *
 * @param trino its version.
 * @example
 * printAnswers('476', new Map([['SELECT 1 / 0', { refused: 'DIVISION_BY_ZERO' }]]));
 */
export function printAnswers(trino: string, answers: ReadonlyMap<string, Answer>): string {
  const lines = [...answers].map(([sql, answer]) => `${JSON.stringify(sql)}:${JSON.stringify(toRecorded(answer))}`);
  return `{"trino":${JSON.stringify(trino)},"answers":{\n${lines.join(',\n')}\n}}\n`;
}

function toRecorded(answer: Answer): z.output<typeof recorded> {
  if ('refused' in answer) return answer.refused;
  const { columns, rows } = answer;
  const [[name, type] = ['', '']] = columns;
  if (columns.length === 1 && rows.length === 1 && name === '_col0') return [type, rows[0]?.[0] ?? null];
  return [columns.map((column): [string, string] => [...column]), rows.map((row) => [...row])];
}
