import { timeText } from '../format-value.ts';
import type { ComparedHour } from './hours.ts';

/** From this many times its usual value an hour is unusual. */
const unusualRatio = 2;

/**
 * One sentence on what is unusual in a session, by the largest hour of each ticker against its usual value.
 *
 * @param hours of one session.
 * @returns null if no hour can be compared.
 * @example
 * unusualSentence(hours, true, 'America/New_York'); // 'Friday 27 Nov, half day: NVDA reached 2.3 times its usual hour at 09:30; no other ticker above 2.'
 */
export function unusualSentence(hours: readonly ComparedHour[], isHalfDay: boolean, zone: string): string | null {
  const tops = topHours(hours);
  const [top, ...others] = tops;
  if (top === undefined) return null;
  const day = new Date(`${top.date}T12:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const unusual = others.filter(({ ratio }) => ratio >= unusualRatio);
  const first = `${top.ticker} reached ${top.ratio.toFixed(1)} times its usual hour at ${timeText(top.timeMs, zone)}`;
  const rest =
    top.ratio < unusualRatio
      ? `; no ticker above ${unusualRatio}.`
      : unusual.length === 0
        ? `; no other ticker above ${unusualRatio}.`
        : `, then ${unusual.map(({ ticker, ratio }) => `${ticker} ${ratio.toFixed(1)}`).join(', ')}.`;
  return `${day.replace(',', '')}${isHalfDay ? ', half day' : ''}: ${first}${rest}`;
}

/**
 * The largest hour of each ticker against its usual value, the most unusual ticker first; tickers without a comparison are left out.
 *
 * @example
 * topHours(hours)[0]?.ticker; // 'NVDA'
 */
export function topHours(hours: readonly ComparedHour[]): (ComparedHour & { readonly ratio: number })[] {
  const tops = new Map<string, ComparedHour & { readonly ratio: number }>();
  for (const hour of hours) {
    const { ticker, ratio } = hour;
    if (ratio !== null && ratio > (tops.get(ticker)?.ratio ?? -Infinity)) tops.set(ticker, { ...hour, ratio });
  }
  return [...tops.values()].sort((a, b) => b.ratio - a.ratio || a.ticker.localeCompare(b.ticker));
}
