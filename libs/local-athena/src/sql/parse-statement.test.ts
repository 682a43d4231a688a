import { describe, expect, it, test } from 'vitest';
import { fillParameters } from './execution-parameters.ts';
import { toTrinoType } from './hive-type.ts';
import { parseStatement } from './parse-statement.ts';
import { fileStatement } from './statement.ts';
import { tokenize } from './tokenize.ts';

describe('what Athena takes', () => {
  test.each([
    ['SELECT 1', 'DML', 'SELECT', 'csv'],
    ['-- a comment; with a semicolon\nselect 1;', 'DML', 'SELECT', 'csv'],
    ['/* DROP TABLE t */ WITH a AS (SELECT 1) SELECT * FROM a', 'DML', 'SELECT', 'csv'],
    ['(SELECT 1) UNION (SELECT 2)', 'DML', 'SELECT', 'csv'],
    ['VALUES 1, 2', 'DML', 'SELECT', 'csv'],
    ['TABLE bars', 'DML', 'SELECT', 'csv'],
    ['INSERT INTO t SELECT 1', 'DML', 'INSERT', 'csv'],
    ['DELETE FROM a.t WHERE x = 1', 'DML', 'DELETE', 'csv'],
    ['UPDATE t SET x = 1', 'DML', 'UPDATE', 'csv'],
    ['MERGE INTO "a"."t" t USING s ON t.x = s.x WHEN MATCHED THEN DELETE', 'DML', 'MERGE', 'csv'],
    ['CREATE TABLE t AS SELECT 1 AS n', 'DML', 'CREATE_TABLE_AS_SELECT', 'csv'],
    ["CREATE TABLE IF NOT EXISTS t WITH (format = 'PARQUET') AS SELECT 1 AS n", 'DML', 'CREATE_TABLE_AS_SELECT', 'csv'],
    [
      "CREATE TABLE t (a string) LOCATION 's3://b/t/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
      'DDL',
      'CREATE_TABLE',
      'txt',
    ],
    ['CREATE OR REPLACE VIEW v AS SELECT 1', 'DDL', 'CREATE_VIEW', 'txt'],
    ["CREATE DATABASE IF NOT EXISTS d LOCATION 's3://b/d/'", 'DDL', 'CREATE_DATABASE', 'txt'],
    ['DROP SCHEMA IF EXISTS `d` CASCADE', 'DDL', 'DROP_DATABASE', 'txt'],
    ['DROP TABLE IF EXISTS `d`.`t`', 'DDL', 'DROP_TABLE', 'txt'],
    ['DROP VIEW v', 'DDL', 'DROP_VIEW', 'txt'],
    ['ALTER TABLE t ADD COLUMNS (a string, b array<int>)', 'DDL', 'ALTER_TABLE_ADD_COLUMN', 'txt'],
    ['ALTER TABLE t DROP COLUMN a', 'DDL', 'ALTER_TABLE_DROP_COLUMN', 'txt'],
    ['MSCK REPAIR TABLE d.t', 'DDL', 'MSCK', 'txt'],
    ["OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE day = DATE '2026-11-20'", 'DML', 'OPTIMIZE', 'csv'],
    ['VACUUM d.`_t`', 'DML', 'VACUUM', 'csv'],
    ['EXPLAIN (TYPE VALIDATE) SELECT 1', 'UTILITY', 'EXPLAIN', 'txt'],
    ['EXPLAIN ANALYZE SELECT 1', 'UTILITY', 'EXPLAIN', 'txt'],
    ['SHOW DATABASES', 'UTILITY', 'SHOW_DATABASES', 'txt'],
    ["SHOW TABLES IN d 'b*|h*'", 'UTILITY', 'SHOW_TABLES', 'txt'],
    ['SHOW PARTITIONS d.t', 'UTILITY', 'SHOW_PARTITIONS', 'txt'],
    ['SHOW COLUMNS FROM t IN d', 'UTILITY', 'SHOW_COLUMNS', 'txt'],
    ['SHOW CREATE TABLE t', 'UTILITY', 'SHOW_CREATE_TABLE', 'txt'],
    ['DESCRIBE d.t', 'UTILITY', 'DESCRIBE_TABLE', 'txt'],
  ])('%s', (sql, statementType, substatementType, extension) => {
    expect(fileStatement(parseStatement(sql))).toEqual({ statementType, substatementType, extension });
  });
});

describe('what is refused', () => {
  test.each([
    ['TRUNCATE TABLE t', 'Queries of this type are not supported'],
    ['GRANT SELECT ON t TO x', 'Queries of this type are not supported'],
    ['SET SESSION a = 1', 'Queries of this type are not supported'],
    ["CALL system.sync_partition_metadata('a', 'b', 'ADD')", 'Queries of this type are not supported'],
    ["COMMENT ON TABLE t IS 'x'", 'Queries of this type are not supported'],
    ['CREATE FUNCTION f() RETURNS int RETURN 1', 'Queries of this type are not supported'],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1', 'Queries of this type are not supported'],
    ['ALTER TABLE t EXECUTE optimize', 'Queries of this type are not supported'],
    ['ALTER TABLE t RENAME TO u', 'Queries of this type are not supported'],
    ['EXPLAIN ANALYZE INSERT INTO t SELECT 1', 'Queries of this type are not supported'],
    ['EXPLAIN DROP TABLE t', 'Queries of this type are not supported'],
    ['SHOW CATALOGS', 'Queries of this type are not supported'],
    ['START TRANSACTION', 'Queries of this type are not supported'],
    ['CREATE TABLE t (a varchar)', "'table_type'='ICEBERG'"],
    ["CREATE EXTERNAL TABLE t (a string) LOCATION 's3://b/t/'", 'CreateTable of Glue'],
    ["ALTER TABLE t ADD PARTITION (dt = '2026-11-20')", 'BatchCreatePartition'],
    ["UNLOAD (DROP TABLE t) TO 's3://b/' WITH (format = 'PARQUET')", 'UNLOAD takes a SELECT'],
    ["UNLOAD (SELECT 1) TO 's3://b/'", 'Expecting: WITH'],
    ["UNLOAD (SELECT (1) TO 's3://b/' WITH (format = 'PARQUET')", "Expecting: ')'"],
    ['SELECT 1; SELECT 2', 'Only one sql statement is allowed'],
    ["SELECT 'a;b'; DROP TABLE t", 'Only one sql statement is allowed'],
    [' -- nothing', 'Query string is empty'],
    ["SELECT 'open", 'does not end'],
    ['SELECT /* open', 'does not end'],
    ['DROP TABLE hive.d.t', 'Catalog hive does not exist'],
    ['DROP TABLE t CASCADE', 'Expecting: the end of the statement'],
    ['DROP', 'Expecting: SCHEMA'],
    ['VACUUM', 'Expecting: a name'],
  ])('%s: %s', (sql, says) => {
    expect(() => parseStatement(sql)).toThrow(says);
  });
});

describe('words of a statement', () => {
  it('leave strings, names and comments whole', () => {
    const sql = 'SELECT \'it\'\'s -- no\', "a ""b""", `c``d`, 1.5e-3, .5 /* ? ; */ FROM t$x WHERE é = ? -- end';
    expect(tokenize(sql).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'word SELECT',
      "string 'it''s -- no'",
      'symbol ,',
      'quoted "a ""b"""',
      'symbol ,',
      'backquoted `c``d`',
      'symbol ,',
      'number 1.5e-3',
      'symbol ,',
      'number .5',
      'word FROM',
      'word t$x',
      'word WHERE',
      'word é',
      'symbol =',
      'parameter ?',
    ]);
  });

  it('take parameters in their places alone', () => {
    expect(fillParameters(`SELECT ?, '?', "?" -- ?\n, ?`, ["'it''s'", "DATE '2026-11-20'"])).toBe(
      `SELECT 'it''s', '?', "?" -- ?\n, DATE '2026-11-20'`,
    );
  });

  test.each(["'a' OR 1 = 1", '1; DROP TABLE t', '(SELECT 1)', "''; --", '', 'x', `'${'x'.repeat(1_024)}'`])(
    'refuse the parameter %s',
    (parameter) => {
      expect(() => fillParameters('SELECT ?', [parameter])).toThrow('is not an SQL literal');
    },
  );
});

describe("Hive's types in Trino's words", () => {
  test.each([
    ['string', 'varchar'],
    ['decimal(10, 2)', 'decimal(10,2)'],
    ['timestamp', 'timestamp(6)'],
    ['map<string,array<double>>', 'map(varchar, array(double))'],
    ['struct<at:timestamp,`to`:int>', 'row("at" timestamp(6), "to" integer)'],
  ])('%s is %s', (hive, trino) => {
    expect(toTrinoType(hive, 'iceberg')).toBe(trino);
  });

  test.each(['smallint', 'char(3)', 'time', 'timestamp with time zone', 'array<', 'constructor'])(
    '%s is none of an Iceberg table',
    (type) => {
      expect(() => toTrinoType(type, 'iceberg')).toThrow();
    },
  );
});
