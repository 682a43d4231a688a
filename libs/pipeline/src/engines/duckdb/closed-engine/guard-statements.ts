import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod';
import { findRefusal } from './find-refusal.ts';
import { RefusedSql } from './refused-sql.ts';

const parsed = z.union([
  z.object({ error: z.literal(false), statements: z.array(z.unknown()) }),
  z.object({ error: z.literal(true), error_type: z.string(), error_message: z.string() }),
]);

const noMacros: ReadonlySet<string> = new Set();
const oneSelect = 'Published tables are only read: give one SELECT statement, without others behind it.';

/**
 * Checks statements before they run: one SELECT, or the plan of one, whose functions are all allowed. The text is only parsed,
 * for binding alone would call a table function. DuckDB has no functions of the caller's making here, so that a name in the text is the
 * function that is bound.
 *
 * @param connection of the engine, used for nothing else.
 * @returns a function that gives the statement's parse tree in JSON and rejects with RefusedSql; a text that DuckDB cannot parse passes, for it fails when it is run.
 * @example
 * const guard = guardStatements(connection);
 * await guard('select 1');
 */
export function guardStatements(connection: DuckDBConnection): (text: string) => Promise<string> {
  let turn: Promise<unknown> = Promise.resolve();
  let macros: Promise<ReadonlySet<string>> | null = null;
  const ownMacros = () => (macros ??= readMacros(connection));
  return async (text) => {
    const checked = turn.then(() =>
      check(connection, ownMacros, text.replace(/^\s*explain\s+(?!\(|analy[sz]e\b)/i, '')),
    );
    turn = checked.catch(() => undefined);
    return checked;
  };
}

/** The macros that the engine's owner has made, in lower case. DuckDB lists all its functions for this, which takes longer than most queries. */
async function readMacros(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  const reader = await connection.runAndReadAll(
    'select distinct lower(function_name) from duckdb_functions() where not internal',
  );
  return new Set(reader.getRows().map(([name]) => String(name)));
}

async function check(
  connection: DuckDBConnection,
  ownMacros: () => Promise<ReadonlySet<string>>,
  text: string,
): Promise<string> {
  if (text.includes('\0')) throw new RefusedSql('The statement has a NUL character: remove it.');
  const reader = await connection.runAndReadAll(`select json_serialize_sql('${text.replaceAll("'", "''")}')::varchar`);
  const tree = String(reader.getRows()[0]?.[0]);
  const answer = parsed.parse(JSON.parse(tree));
  if (answer.error) {
    const isParsed = await connection.extractStatements(text).then(
      () => true,
      () => false,
    );
    if (isParsed || answer.error_type !== 'parser') throw new RefusedSql(oneSelect);
    return tree;
  }
  if (answer.statements.length !== 1) throw new RefusedSql(oneSelect);
  if (findRefusal(answer.statements, noMacros) === null) return tree;
  const refusal = findRefusal(answer.statements, await ownMacros());
  if (refusal !== null) throw new RefusedSql(refusal);
  return tree;
}
