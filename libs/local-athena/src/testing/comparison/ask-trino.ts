import { type TrinoClient, TrinoQueryError } from '@tickerlake/athena-sql';
import { toEngineValue } from '../../trino/to-engine-value.ts';
import type { Answer } from './answer.ts';
import { toAnswer } from './to-answer.ts';

/**
 * What Trino answers a statement.
 *
 * @throws {TrinoQueryError} when Trino cannot be reached or fails for another reason than the statement.
 * @example
 * await askTrino(client, 'SELECT 1 / 0'); // { refused: 'DIVISION_BY_ZERO' }
 */
export async function askTrino(client: TrinoClient, sql: string): Promise<Answer> {
  try {
    const pages = [];
    for await (const { columns, rows } of client.pages(sql)) {
      pages.push({
        columns: columns?.map(({ name, type }) => ({ name, type })) ?? null,
        rows: rows.map((row) => row.map((value, index) => toEngineValue(value, columns?.[index]?.signature))),
      });
    }
    return toAnswer(pages);
  } catch (cause) {
    if (!(cause instanceof TrinoQueryError) || cause.transient) throw cause;
    return { refused: cause.errorName ?? cause.reason };
  }
}

/** A column without a name is called by its place. */
function toAlone([name, type]: readonly [name: string, type: string] = ['', '']): [name: string, type: string] {
  return [/^_col\d+$/.test(name) ? '_col0' : name, type];
}

/**
 * What Trino answers to expressions, many of them in one statement; one that fails is found by halving.
 *
 * @param from follows the columns: `FROM (VALUES 1, 2) t(x)`.
 * @returns for each expression the answer to a statement with it alone.
 * @example
 * await askTrinoTogether(client, ['7 / 2', '1 / 0'], ''); // [{ columns: [['_col0', 'integer']], rows: [['3']] }, { refused: 'DIVISION_BY_ZERO' }]
 */
export async function askTrinoTogether(
  client: TrinoClient,
  expressions: readonly string[],
  from: string,
): Promise<Answer[]> {
  const together = await askTrino(client, `SELECT ${expressions.join(', ')} ${from}`);
  if ('columns' in together)
    return expressions.map((_, index) => ({
      columns: [toAlone(together.columns[index])],
      rows: together.rows.map((row) => [row[index] ?? null]),
    }));
  if (expressions.length === 1) return [together];
  const middle = Math.ceil(expressions.length / 2);
  return [
    ...(await askTrinoTogether(client, expressions.slice(0, middle), from)),
    ...(await askTrinoTogether(client, expressions.slice(middle), from)),
  ];
}
