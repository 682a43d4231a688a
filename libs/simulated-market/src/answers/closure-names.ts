import { toDayNumber, toWeekday } from '../calendar/civil-day.ts';

/** The holiday of each month in which a weekday closure can fall; December is split at the 20th. */
const NAMES: readonly { readonly from: string; readonly to: string; readonly name: string }[] = [
  { from: '01-01', to: '01-02', name: 'New Years Day' },
  { from: '01-15', to: '01-21', name: 'Martin Luther King, Jr. Day' },
  { from: '02-15', to: '02-21', name: "Washington's Birthday" },
  { from: '03-19', to: '04-24', name: 'Good Friday' },
  { from: '05-25', to: '05-31', name: 'Memorial Day' },
  { from: '06-18', to: '06-20', name: 'Juneteenth' },
  { from: '07-03', to: '07-05', name: 'Independence Day' },
  { from: '09-01', to: '09-07', name: 'Labor Day' },
  { from: '11-22', to: '11-29', name: 'Thanksgiving' },
  { from: '12-24', to: '12-26', name: 'Christmas' },
];

/**
 * The name of the closure or early close on a date; `Special closure` for one that no holiday explains.
 *
 * @example
 * closureName('2026-06-19'); // 'Juneteenth'
 */
export function closureName(date: string): string {
  const monthAndDay = date.slice(5);
  const found = NAMES.find(({ from, to }) => monthAndDay >= from && monthAndDay <= to);
  const isGoodFriday = found?.name !== 'Good Friday' || toWeekday(toDayNumber(date)) === 5;
  return found !== undefined && isGoodFriday ? found.name : 'Special closure';
}
