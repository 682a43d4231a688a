import { EngineFailure } from '../engine/engine-failure.ts';
import { toTrinoType } from '../sql/hive-type.ts';
import type { Statement } from '../sql/statement.ts';
import { quoteName, quoteText, type TableName } from '../sql/table-name.ts';
import { icebergSettings, rewriteCreateTable, rewriteCreateTableAs } from './create-tables.ts';
import { defaultSnapshotAgeSeconds, type RewriteContext, type TrinoPlan } from './trino-plan.ts';

/** Statements that the endpoint answers from the catalogue, with any engine. */
type Answered = 'show' | 'describe' | 'unload';

/**
 * Rewrites Athena's statement for Trino. Statements with the same syntax are passed through. Trino accepts more than
 * Athena, so what Athena refuses for the kind of table is refused here.
 *
 * @throws {EngineFailure} with Athena's message; {RefusedStatement} for a type that Athena does not support.
 * @example
 * await rewriteForTrino(parseStatement('OPTIMIZE lake.bars REWRITE DATA USING BIN_PACK'), context);
 * // { steps: [`ALTER TABLE iceberg."lake"."bars" EXECUTE optimize(file_size_threshold => '100MB')`], session: {} }
 */
export async function rewriteForTrino(
  statement: Exclude<Statement, { kind: Answered }>,
  context: RewriteContext,
): Promise<TrinoPlan> {
  switch (statement.kind) {
    case 'query':
    case 'explain':
    case 'insert':
    case 'create-view':
      return plain(statement.sql);
    case 'change-rows':
      await requireIceberg(statement.table, 'Modifying Hive table rows is only supported for Iceberg tables', context);
      return plain(statement.sql);
    case 'create-table-as':
      return rewriteCreateTableAs(statement, context);
    case 'create-table':
      return rewriteCreateTable(statement, context);
    case 'create-database': {
      const location = statement.location === null ? '' : ` WITH (location = ${quoteText(statement.location)})`;
      return plain(
        `CREATE SCHEMA ${statement.ifNotExists ? 'IF NOT EXISTS ' : ''}${quoteName(statement.database)}${location}`,
      );
    }
    case 'drop-database':
      return plain(
        `DROP SCHEMA ${statement.ifExists ? 'IF EXISTS ' : ''}${quoteName(statement.database)}${statement.cascade ? ' CASCADE' : ''}`,
      );
    case 'drop':
      context.settings.delete(keyOf(statement.table, context));
      return plain(
        `DROP ${statement.what} ${statement.ifExists ? 'IF EXISTS ' : ''}${toName(statement.table, context)}`,
      );
    case 'add-columns': {
      const format = await context.formatOf(statement.table);
      const target =
        format === 'iceberg' ? `iceberg.${toName(statement.table, context)}` : toName(statement.table, context);
      const toStep = (column: { name: string; type: string }) =>
        `ALTER TABLE ${target} ADD COLUMN ${quoteName(column.name)} ${toTrinoType(column.type, format ?? 'hive')}`;
      return { steps: statement.columns.map(toStep), session: {} };
    }
    case 'drop-column':
      await requireIceberg(statement.table, 'Dropping a column is only supported for Iceberg tables', context);
      return plain(
        `ALTER TABLE iceberg.${toName(statement.table, context)} DROP COLUMN ${quoteName(statement.column)}`,
      );
    case 'set-properties':
      await requireIceberg(
        statement.table,
        'Setting the properties of a Hive table works on Athena, not on this stand-in: use UpdateTable of Glue',
        context,
      );
      icebergSettings(statement.properties, keyOf(statement.table, context), context.settings);
      return { steps: [], session: {} };
    case 'repair':
      return plain(
        `CALL awsdatacatalog.system.sync_partition_metadata(${quoteText(statement.table.database ?? context.database)}, ${quoteText(statement.table.table)}, 'ADD')`,
      );
    case 'optimize': {
      await requireIceberg(statement.table, 'OPTIMIZE is only supported for Iceberg tables', context);
      const where = statement.where === null ? '' : ` WHERE ${statement.where}`;
      return plain(
        `ALTER TABLE iceberg.${toName(statement.table, context)} EXECUTE optimize(file_size_threshold => '100MB')${where}`,
      );
    }
    case 'vacuum': {
      await requireIceberg(statement.table, 'VACUUM is only supported for Iceberg tables', context);
      const ageSeconds =
        context.settings.get(keyOf(statement.table, context))?.maxSnapshotAgeSeconds ?? defaultSnapshotAgeSeconds;
      const toStep = (procedure: string) =>
        `ALTER TABLE iceberg.${toName(statement.table, context)} EXECUTE ${procedure}(retention_threshold => '${ageSeconds}s')`;
      return { steps: ['expire_snapshots', 'remove_orphan_files'].map(toStep), session: {} };
    }
    case 'show-partitions':
      return {
        ...plain(
          `SELECT * FROM ${toName({ ...statement.table, table: `${statement.table.table}$partitions` }, context)}`,
        ),
        showsPartitions: true,
      };
    case 'show-create':
      return plain(`SHOW CREATE ${statement.what} ${toName(statement.table, context)}`);
  }
}

const plain = (sql: string): TrinoPlan => ({ steps: [sql], session: {} });

const toName = ({ database, table }: TableName, context: RewriteContext): string =>
  `${quoteName(database ?? context.database)}.${quoteName(table)}`;

const keyOf = ({ database, table }: TableName, context: RewriteContext): string =>
  `${database ?? context.database}.${table}`;

async function requireIceberg(table: TableName, reason: string, context: RewriteContext): Promise<void> {
  const format = await context.formatOf(table);
  if (format === null)
    throw new EngineFailure(
      'TABLE_NOT_FOUND',
      'USER_ERROR',
      `Table 'awsdatacatalog.${keyOf(table, context)}' does not exist`,
    );
  if (format !== 'iceberg')
    throw new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', `${reason}. Table ${keyOf(table, context)}`);
}
