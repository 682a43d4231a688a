import * as z from 'zod';
import type { Session, TradingDate } from './market-calendar.ts';
import type { StockCalendar } from './create-stock-calendar.ts';
import { dateSchema, parseInput } from './settings/parse-input.ts';
import { addCalendarDays, isWeekend, toCalendarDates } from './dates/trading-date.ts';

/** A row of the vendor's list: a holiday of one exchange. `open` and `close` are UTC instants. */
const holidaySchema = z.looseObject({
  date: dateSchema,
  exchange: z.string().min(1),
  status: z.string().min(1),
  open: z.string().nullish(),
  close: z.string().nullish(),
});

type Holiday = z.infer<typeof holidaySchema>;

/** A date where the vendor's list and the calendar disagree. */
export interface VendorDisagreement {
  readonly date: TradingDate;
  readonly exchange: string;
  /** What the vendor says, for example `early-close, close 2026-11-27T18:00:00.000Z`. */
  readonly vendor: string;
  /** What the calendar says, for example `closed (Good Friday)`. */
  readonly calendar: string;
  /** The whole disagreement and what to do, in one sentence. */
  readonly message: string;
}

/**
 * Compares the calendar with the vendor's `/v1/marketstatus/upcoming`, an array with one row per exchange and holiday.
 * Checks both directions: every row, and every closure or early close after `today` that an exchange's rows omit, up to
 * its last row. A disagreement is a warning, never a reason to stop.
 *
 * @param upcoming the vendor's response, parsed from JSON.
 * @param today the New York date of the response; the list covers the future only.
 * @throws {CalendarInputError} when the response has the wrong shape.
 * @example
 * const warnings = compareWithVendorUpcoming(calendar, await response.json(), '2026-05-29');
 */
export function compareWithVendorUpcoming(
  calendar: StockCalendar,
  upcoming: unknown,
  today: TradingDate,
): VendorDisagreement[] {
  const about = {
    subject: "the vendor's list of upcoming holidays",
    advice: 'Report the response and continue without the comparison.',
  };
  const rows = parseInput(z.array(holidaySchema), upcoming, about);
  const contradicted = rows.filter((row) => !agrees(row, calendar.session(row.date)));
  const untold = [...new Set(rows.map((row) => row.exchange))].flatMap((exchange) =>
    listUntold(calendar, exchange, rows, today),
  );
  return [
    ...contradicted.map((row) => ({ date: row.date, exchange: row.exchange, vendor: describeHoliday(row) })),
    ...untold,
  ]
    .map((answer) => toDisagreement(answer, describeDate(calendar, answer.date)))
    .sort((a, b) => compareText(a.date, b.date) || compareText(a.exchange, b.exchange));
}

function agrees({ status, open, close }: Holiday, session: Session | null): boolean {
  if (status === 'closed') return session === null;
  if (status !== 'early-close' || session === null) return false;
  return session.isEarlyClose && matchesInstant(open, session.openMs) && matchesInstant(close, session.closeMs);
}

/** Whether an optional instant equals the expected one; an absent one does. */
function matchesInstant(instant: string | null | undefined, expectedMs: number): boolean {
  return instant == null || instant === '' || Date.parse(instant) === expectedMs;
}

/** The calendar's closures and early closes that an exchange's list omits, up to the end of that list. */
function listUntold(
  calendar: StockCalendar,
  exchange: string,
  rows: readonly Holiday[],
  today: TradingDate,
): { date: TradingDate; exchange: string; vendor: string }[] {
  const listed = new Set(rows.filter((row) => row.exchange === exchange).map((row) => row.date));
  const last = [...listed].reduce((latest, date) => (date > latest ? date : latest), today);
  return toCalendarDates(addCalendarDays(today, 1), last)
    .filter((date) => !isWeekend(date) && !listed.has(date))
    .filter((date) => calendar.session(date)?.isEarlyClose !== false)
    .map((date) => ({ date, exchange, vendor: 'not in its list, so a full session' }));
}

function describeHoliday({ status, open, close }: Holiday): string {
  return [status, ...(open ? [`open ${open}`] : []), ...(close ? [`close ${close}`] : [])].join(', ');
}

function describeDate(calendar: StockCalendar, date: TradingDate): string {
  const session = calendar.session(date);
  if (session === null) return `closed (${calendar.closure(date)})`;
  const iso = (ms: number): string => new Date(ms).toISOString();
  return `${session.isEarlyClose ? 'early-close' : 'full session'}, open ${iso(session.openMs)}, close ${iso(session.closeMs)}`;
}

function toDisagreement(
  answer: { date: TradingDate; exchange: string; vendor: string },
  calendar: string,
): VendorDisagreement {
  const message = `${answer.date} on ${answer.exchange}: the vendor says ${answer.vendor}; the calendar says ${calendar}. Check with the exchange; if the vendor is right, add the date to the overrides.`;
  return { ...answer, calendar, message };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
