import { countText } from '@tickerlake/data-quality';
import { type FilesSettings, newYorkParts, newYorkText } from '@tickerlake/pipeline';
import type { FileSummary, Oddity } from '@tickerlake/pipeline/local';
import { cellText } from '../../output/cell-text.ts';
import { renderTable } from '../../output/table.ts';

/** How files are read. */
export interface ReadFiles {
  readonly settings: FilesSettings;
  readonly summaries: readonly FileSummary[];
  readonly oddities: readonly Oddity[];
}

const shownFiles = 20;

/**
 * How files are read, for people: what they hold, their first rows, and what is odd.
 *
 * @example
 * streams.out(importText({ settings, summaries, oddities }));
 */
export function importText({ settings, summaries, oddities }: ReadFiles): string {
  const rows = summaries.reduce((sum, one) => sum + one.rows, 0);
  const files = summaries
    .slice(0, shownFiles)
    .map(({ name, rows: own, tickers, firstMs, lastMs }) => [
      name,
      String(own),
      String(tickers),
      newYorkText(firstMs),
      newYorkText(lastMs),
    ]);
  const first = summaries.flatMap(({ firstRows }) =>
    firstRows.map(({ place, ticker, t, part, hourStartMs, o, h, l, c, v }) => [
      place.slice(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1),
      ticker,
      newYorkText(t),
      part,
      newYorkParts(hourStartMs).time,
      ...[o, h, l, c, v].map((value) => cellText(value, false)),
    ]),
  );
  return [
    `${countText(summaries.length, 'file')} in ${settings.folder}, ${countText(rows, 'bar')} (${settings.bar}); ${timeText(settings)}.`,
    '',
    renderTable(['file', 'bars', 'tickers', 'first bar starts', 'last bar starts'], files),
    ...(summaries.length > shownFiles ? [`and ${summaries.length - shownFiles} more files.`] : []),
    '',
    'The first rows, as they are read:',
    renderTable(['row', 'ticker', 'starts', 'session', 'hour', 'open', 'high', 'low', 'close', 'volume'], first),
    '',
    ...(oddities.length === 0
      ? ['Nothing is odd.']
      : oddities.map(({ stops, text }) => `${stops ? 'Stops the import' : 'Note'}: ${text}`)),
    '',
  ].join('\n');
}

function timeText({ unit, timeFormat, zone, stamp, adjusted }: FilesSettings): string {
  const form = unit === undefined ? (timeFormat ?? 'as ISO 8601') : `in ${unit} since 1970`;
  return `times ${form}, ${zone ?? (unit === undefined ? 'UTC where they say no zone' : 'UTC')}, of the ${stamp} of a bar; prices ${adjusted ? 'adjusted' : 'as traded'}`;
}
