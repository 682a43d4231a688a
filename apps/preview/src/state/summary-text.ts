import type { Embedded, Summary } from '@tickerlake/preview-api';
import { zoneTime } from './format-value.ts';

/**
 * What the header says of the release.
 *
 * @example
 * summaryText(summary, 'America/New_York', null); // 'Simulated market: not real prices. Release 3 of ...'
 */
export function summaryText(
  { source, releaseId, publishedAt, quality, newestBar }: Summary,
  zone: string,
  embedded: Embedded | null,
): string {
  const market = source === 'simulated' ? 'Simulated market: not real prices' : `Source ${source}`;
  const others = [
    [quality.warned, 'warned'],
    [quality.notEvaluated, 'not evaluated'],
  ] as const;
  const noted = others
    .filter(([count]) => count > 0)
    .map(([count, what]) => `, ${count} ${what}`)
    .join('');
  const checks =
    noted === '' ? `all ${quality.passed} quality rules passed` : `${quality.passed} quality rules passed${noted}`;
  const where = zone === 'America/New_York' ? 'New York' : zone;
  const file =
    embedded === null ? '' : ` This file holds the data of ${zoneTime(Date.parse(embedded.exportedAt), zone)}.`;
  return `${market}. Release ${releaseId} of ${zoneTime(Date.parse(publishedAt), zone)}; ${checks}. Newest hour: ${newestBar === null ? 'none' : zoneTime(Date.parse(newestBar), zone)} ${where}.${file}`;
}
