import { parseAlter } from './parse-alter.ts';
import { parseCreate, parseProperty } from './parse-create.ts';
import { parseDescribe, parseShow } from './parse-show.ts';
import { RefusedStatement } from './refused-statement.ts';
import type { Statement } from './statement.ts';
import { readTableName } from './table-name.ts';
import { createTokenReader, type TokenReader } from './token-reader.ts';

/**
 * Parses a statement by its first words: the list of everything Athena accepts. Queries stay text for the engine to
 * parse.
 *
 * @throws {RefusedStatement} for what Athena refuses (`TRUNCATE`, `GRANT`, `CALL`, `SET SESSION`, plain `CREATE TABLE` ...) and for
 * the few statements of Athena that this stand-in lacks; the message says which.
 * @example
 * parseStatement('DROP TABLE IF EXISTS lake.bars').kind; // 'drop'
 */
export function parseStatement(sql: string): Statement {
  const reader = createTokenReader(sql);
  const whole = reader.rest();
  if (['SELECT', 'WITH', 'VALUES', 'TABLE', '('].some((head) => reader.take(head)))
    return { kind: 'query', sql: whole };
  if (reader.take('EXPLAIN')) return parseExplain(reader, whole);
  if (reader.take('INSERT', 'INTO')) return { kind: 'insert', sql: whole };
  if (reader.take('DELETE', 'FROM'))
    return { kind: 'change-rows', verb: 'DELETE', table: readTableName(reader), sql: whole };
  if (reader.take('UPDATE')) return { kind: 'change-rows', verb: 'UPDATE', table: readTableName(reader), sql: whole };
  if (reader.take('MERGE', 'INTO'))
    return { kind: 'change-rows', verb: 'MERGE', table: readTableName(reader), sql: whole };
  if (reader.take('CREATE')) return parseCreate(reader, whole);
  if (reader.take('DROP')) return parseDrop(reader);
  if (reader.take('ALTER', 'TABLE')) return parseAlter(reader);
  if (reader.take('MSCK', 'REPAIR', 'TABLE')) return ended(reader, { kind: 'repair', table: readTableName(reader) });
  if (reader.take('OPTIMIZE')) return parseOptimize(reader);
  if (reader.take('VACUUM')) return ended(reader, { kind: 'vacuum', table: readTableName(reader) });
  if (reader.take('SHOW')) return parseShow(reader);
  if (reader.take('DESCRIBE') || reader.take('DESC')) return parseDescribe(reader);
  if (reader.take('UNLOAD')) return parseUnload(reader);
  for (const head of ['PREPARE', 'EXECUTE', 'DEALLOCATE']) {
    if (reader.take(head)) throw new RefusedStatement(`${head} works on Athena, not on this stand-in.`);
  }
  throw new RefusedStatement('Queries of this type are not supported');
}

/** Only statements that could run can be explained. */
function parseExplain(reader: TokenReader, sql: string): Statement {
  const isRun = reader.take('ANALYZE');
  reader.take('VERBOSE');
  if (reader.take('(')) {
    while (!reader.take(')')) reader.name();
  }
  const { kind } = parseStatement(reader.rest());
  if (kind === 'query' || (!isRun && (kind === 'insert' || kind === 'change-rows' || kind === 'create-table-as')))
    return { kind: 'explain', sql };
  throw new RefusedStatement('Queries of this type are not supported');
}

function parseUnload(reader: TokenReader): Statement {
  const query = reader.group();
  const { kind } = parseStatement(query);
  if (kind !== 'query') throw new RefusedStatement('Queries of this type are not supported: UNLOAD takes a SELECT');
  reader.need('TO');
  const location = reader.string();
  reader.need('WITH');
  return ended(reader, { kind: 'unload', query, location, properties: reader.list().map(parseProperty) });
}

function parseDrop(reader: TokenReader): Statement {
  for (const what of ['TABLE', 'VIEW'] as const) {
    if (!reader.take(what)) continue;
    const ifExists = reader.take('IF', 'EXISTS');
    return ended(reader, { kind: 'drop', what, ifExists, table: readTableName(reader) });
  }
  if (!reader.take('DATABASE')) reader.need('SCHEMA');
  const ifExists = reader.take('IF', 'EXISTS');
  const database = reader.name();
  const cascade = reader.take('CASCADE');
  reader.take('RESTRICT');
  return ended(reader, { kind: 'drop-database', database, ifExists, cascade });
}

function parseOptimize(reader: TokenReader): Statement {
  const table = readTableName(reader);
  reader.need('REWRITE', 'DATA', 'USING', 'BIN_PACK');
  const where = reader.take('WHERE') ? reader.rest() : null;
  return where === null ? ended(reader, { kind: 'optimize', table, where }) : { kind: 'optimize', table, where };
}

function ended(reader: TokenReader, statement: Statement): Statement {
  reader.end();
  return statement;
}
