/**
 * An instant by a Joda pattern, as Grafana's Athena plugin formats it: `yyyy MM dd HH mm ss SSS`, everything else as is.
 *
 * @param timeZone an IANA zone.
 * @example
 * formatTime(Date.UTC(2026, 10, 20), 'yyyy-MM-dd', 'UTC'); // '2026-11-20'
 */
export function formatTime(epochMs: number, pattern: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3,
  }).formatToParts(epochMs);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  const tokens: Readonly<Record<string, string>> = {
    yyyy: part('year').padStart(4, '0'), yy: part('year').slice(-2), MM: part('month'), dd: part('day'), HH: part('hour'), mm: part('minute'), ss: part('second'), SSS: part('fractionalSecond'),
  };
  return pattern.replace(/yyyy|yy|MM|dd|HH|mm|SSS|ss/g, (token) => tokens[token] ?? token);
}
