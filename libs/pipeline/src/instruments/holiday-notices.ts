import { CalendarInputError, compareWithVendorUpcoming, type StockCalendar } from '@tickerlake/market-calendar';
import type { KnownReference } from '../ports/instrument-store.ts';

/** The setting that makes a day what the vendor says; `fullSessions` for any other status. */
const settings: Readonly<Record<string, string>> = { closed: 'closures', 'early-close': 'earlyCloses' };

/**
 * Where the vendor's coming holidays and the calendar differ, in sentences that name the setting to change; one for each date.
 *
 * @example
 * holidayNotices(calendars.XNYS, { day: '2026-05-29', list: await source.upcomingHolidays(signal) });
 */
export function holidayNotices(
  calendar: StockCalendar,
  { day, list }: NonNullable<KnownReference['holidays']>,
): string[] {
  // The vendor lists currencies and bonds, too, which other calendars are about.
  const ofExchanges = list.filter((row) =>
    exchanges.includes(String((row as { exchange?: unknown } | null)?.exchange)),
  );
  try {
    const byDate = new Map(compareWithVendorUpcoming(calendar, ofExchanges, day).map((one) => [one.date, one]));
    return [...byDate.values()].map(({ date, vendor, calendar: own }) => {
      const [status = ''] = vendor.split(',');
      const setting = settings[status] ?? 'fullSessions';
      return `the vendor says of ${date}: ${vendor}; the calendar says ${own}. If the vendor is right, set "calendar": { "${setting}": [{ "date": "${date}", "reason": "..." }] } in the configuration.`;
    });
  } catch (error) {
    if (!(error instanceof CalendarInputError)) throw error;
    return [`the vendor's list of coming holidays cannot be compared with the calendar: ${error.issues.join('; ')}.`];
  }
}

const exchanges: readonly string[] = ['NYSE', 'NASDAQ'];
