import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { jsonTableInput, quoteIdentifier, toLiteral, toQueryName } from '@tickerlake/athena-sql';
import { type Column, engineType, hourSlotsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { hourSlots } from '../hour-slots.ts';
import { type Month, monthRange } from '../../values/month.ts';
import { sessionRows } from '../session-rows.ts';
import { ignoreAlreadyExists } from '../../engines/lake/lake-glue.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import type { Attempt } from '../../storage/objects/lake-layout.ts';

const compress = promisify(gzip);

/** The one day of these tables; their folders are theirs alone. */
const day = '2020-01-01';

/** The calendar of a build, as queries. */
export interface StagedCalendar {
  readonly hourSlots: string;
  readonly sessions: string;
}

/**
 * Puts the trading hours and the sessions of some months, of every calendar, where the engine can read them: as JSON
 * lines in the attempt's folder. As VALUES they would not fit into a statement. Months that touch share their slots.
 *
 * @example
 * const { hourSlots, sessions } = await stageCalendar(lake, attempt, ['2026-05']);
 */
export async function stageCalendar(
  lake: LakeContext,
  attempt: Attempt,
  months: readonly Month[],
): Promise<StagedCalendar> {
  const calendars = Object.values(lake.calendars);
  const slots = calendars.flatMap((calendar) => {
    const rows = months.flatMap((month) => hourSlots(month, calendar));
    return [...new Map(rows.map((row) => [row.slot, row])).values()];
  });
  const sessions = calendars.flatMap((calendar) =>
    months.flatMap((month) => {
      const { from, to } = monthRange(month);
      return sessionRows(calendar, from, to);
    }),
  );
  return {
    hourSlots: await stageRows(lake, attempt, hourSlotsTable, slots),
    sessions: await stageRows(lake, attempt, sessionsTable, sessions),
  };
}

async function stageRows(
  lake: LakeContext,
  attempt: Attempt,
  table: Table,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<string> {
  const lines = rows.map(
    (row) =>
      `${JSON.stringify(Object.fromEntries(table.columns.map((column) => [column.name, toJsonValue(column, row[column.name])])))}\n`,
  );
  const folder = `${attempt.folder}${table.name}_json/`;
  const name = attempt.table(`${table.name}_json`);
  await lake.objects.write(`${folder}${day}/rows.ndjson.gz`, await compress(lines.join('')));
  const described = {
    ...table,
    name,
    columns: table.columns.map((column): Column => (isInstant(column) ? { ...column, type: 'string' } : column)),
  };
  const TableInput = jsonTableInput({
    table: described,
    location: `${lake.objects.location}${folder}`,
    firstDay: day,
  });
  await lake.glue.createTable({ DatabaseName: lake.database, TableInput }).catch(ignoreAlreadyExists);
  const columns = table.columns.map(
    (column) =>
      `cast(${quoteIdentifier(column.name)} as ${engineType(column, 'athena')}) as ${quoteIdentifier(column.name)}`,
  );
  return `select ${columns.join(', ')} from ${toQueryName({ database: lake.database, name })} where dt = ${toLiteral(day)}`;
}

/** SerDes differ in the dates and instants that they read: they travel as text, and SQL casts them. */
const isInstant = (column: Column): boolean => column.type === 'date' || column.type === 'timestamp';

function toJsonValue(column: Column, value: unknown): unknown {
  return column.type === 'timestamp' && typeof value === 'string' ? value.replace('T', ' ').replace('Z', '') : value;
}
