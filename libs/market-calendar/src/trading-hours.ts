import * as z from 'zod';
import { CalendarInputError } from './errors.ts';
import type { TradingDate } from './market-calendar.ts';
import { dateSchema, parseInput, wallTimeSchema } from './settings/parse-input.ts';

/**
 * Schema of a row of the trading hours: New York wall-clock times `HH:mm`, valid for trading dates from `validFrom`
 * until the next row. A time that a row leaves out is that of the row before.
 *
 * @example
 * tradingHoursSchema.parse({ validFrom: '2027-01-04', nightOpen: '21:00' });
 */
export const tradingHoursSchema = z
  .strictObject({
    validFrom: dateSchema.meta({ description: 'the first trading date with these hours' }),
    nightOpen: wallTimeSchema.nullable().optional().meta({
      description:
        'start of the night session on the evening before; its trades belong to this trading date; null for no night session',
    }),
    preOpen: wallTimeSchema.optional().meta({ description: 'end of the night session, start of the pre-market' }),
    open: wallTimeSchema.optional().meta({ description: 'start of regular hours' }),
    close: wallTimeSchema.optional().meta({ description: 'end of regular hours' }),
    postClose: wallTimeSchema.optional().meta({ description: 'end of the post-market' }),
    earlyPostClose: wallTimeSchema
      .optional()
      .meta({ description: 'end of the post-market on a day that closes early' }),
  })
  .readonly();

/**
 * A change of the trading hours. A night session that starts at 21:00 on the previous evening is one row, and its trades
 * belong to the next trading date.
 *
 * @example
 * const night: TradingHours = { validFrom: '2027-01-04', nightOpen: '21:00' };
 */
export type TradingHours = z.infer<typeof tradingHoursSchema>;

/** The hours of a trading day, complete. */
export interface HoursRow {
  readonly validFrom: TradingDate;
  /** On the evening before; null without a night session. */
  readonly nightOpen: string | null;
  readonly preOpen: string;
  readonly open: string;
  readonly close: string;
  readonly postClose: string;
  readonly earlyPostClose: string;
}

const firstHours: HoursRow = {
  validFrom: '1990-01-01',
  nightOpen: null,
  preOpen: '04:00',
  open: '09:30',
  close: '16:00',
  postClose: '20:00',
  earlyPostClose: '17:00',
};

/**
 * The hours since 1990, one row per change. The exchanges have filed for a night session; none is known to be in force.
 *
 * @example
 * createStockCalendar({ hours: [{ validFrom: '2027-01-04', postClose: '21:00' }] });
 */
export const knownTradingHours: readonly HoursRow[] = [firstHours];

/**
 * The trading hours table: built-in rows and the given ones, in order, each complete. A given row replaces a built-in
 * one with the same `validFrom`.
 *
 * @throws {CalendarInputError} when a row is malformed or its times are out of order, two given rows have the same
 * `validFrom`, or a night overlaps the post-market before it.
 * @example
 * toHoursTable([]).length; // 1
 */
export function toHoursTable(given: readonly TradingHours[]): readonly HoursRow[] {
  const rows = parseInput(z.array(tradingHoursSchema), given, {
    subject: 'the trading hours',
    advice: 'Correct the rows.',
  });
  const dates = new Set(rows.map((row) => row.validFrom));
  const kept = knownTradingHours.filter((row) => !dates.has(row.validFrom));
  const table: HoursRow[] = [];
  for (const row of [...kept, ...rows].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)))
    table.push(completeRow(row, table.at(-1) ?? firstHours));
  const issues = [
    ...(dates.size < rows.length ? ['two rows have the same validFrom'] : []),
    ...table.flatMap((row, index) =>
      [...faultsOf(row), ...findOverlap(row, table[index - 1])].map((fault) => `valid from ${row.validFrom}: ${fault}`),
    ),
  ];
  if (issues.length > 0)
    throw new CalendarInputError(`Cannot use the trading hours: ${issues.join('; ')}. Correct the rows.`, { issues });
  return table;
}

function completeRow(row: TradingHours, before: HoursRow): HoursRow {
  return {
    validFrom: row.validFrom,
    nightOpen: row.nightOpen === undefined ? before.nightOpen : row.nightOpen,
    preOpen: row.preOpen ?? before.preOpen,
    open: row.open ?? before.open,
    close: row.close ?? before.close,
    postClose: row.postClose ?? before.postClose,
    earlyPostClose: row.earlyPostClose ?? before.earlyPostClose,
  };
}

function faultsOf({ preOpen, open, close, postClose, earlyPostClose }: HoursRow): string[] {
  return [
    ...(preOpen <= open && open < close && close <= postClose
      ? []
      : ['the times are not in the order preOpen, open, close, postClose']),
    ...(open < earlyPostClose && earlyPostClose <= postClose
      ? []
      : ['earlyPostClose is not between open and postClose']),
  ];
}

/** An evening can belong to one trading date only. */
function findOverlap({ nightOpen, postClose }: HoursRow, rowBefore: HoursRow | undefined): string[] {
  if (nightOpen === null) return [];
  const latestClose = [postClose, rowBefore?.postClose ?? postClose].sort().at(-1) ?? postClose;
  return nightOpen >= latestClose
    ? []
    : [`nightOpen ${nightOpen} on the previous evening is before that evening's postClose ${latestClose}`];
}

/**
 * The hours that are valid on a trading date.
 *
 * @example
 * hoursOn(knownTradingHours, '2026-05-20')?.open; // '09:30'
 */
export function hoursOn(table: readonly HoursRow[], tradingDate: TradingDate): HoursRow | undefined {
  return table.findLast((row) => row.validFrom <= tradingDate);
}

/**
 * Minutes after midnight of a wall-clock time.
 *
 * @example
 * toMinuteOfDay('09:30'); // 570
 */
export function toMinuteOfDay(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));
}
