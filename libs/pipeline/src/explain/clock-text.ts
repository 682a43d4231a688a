const newYork = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/**
 * An instant on New York's clocks, and in UTC.
 *
 * @example
 * newYorkText(Date.parse('2026-11-20T20:30:00Z')); // 'Fri 2026-11-20 15:30 New York (20:30 UTC)'
 */
export function newYorkText(ms: number): string {
  const { weekday, date, time } = newYorkParts(ms);
  const [utcDate, utcTime = ''] = new Date(ms).toISOString().split('T');
  return `${weekday} ${date} ${time} New York (${utcDate === date ? '' : `${utcDate} `}${utcTime.slice(0, 5)} UTC)`;
}

/**
 * Weekday, date and time on New York's clocks.
 *
 * @example
 * newYorkParts(Date.parse('2026-11-20T20:30:00Z')); // { weekday: 'Fri', date: '2026-11-20', time: '15:30' }
 */
export function newYorkParts(ms: number): { readonly weekday: string; readonly date: string; readonly time: string } {
  const parts = Object.fromEntries(newYork.formatToParts(ms).map(({ type, value }) => [type, value]));
  return {
    weekday: parts['weekday'] ?? '',
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
  };
}
