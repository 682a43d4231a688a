import { newYorkInstant } from '@tickerlake/market-calendar';
import { type ExplainRequest, newYorkParts, newYorkText, RequestError } from '@tickerlake/pipeline';

/** What was typed for the time, and how it was read. */
export interface ReadWhen {
  readonly at: ExplainRequest['at'];
  /** How a time without an offset was read; null when nothing was assumed. */
  readonly note: string | null;
}

const pattern =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::\d{2}(?:\.\d{1,3})?)?(?<offset>Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Reads a date, or an instant; an instant without an offset is New York time.
 *
 * @throws {RequestError} when it is neither, or a time that New York's clocks skip.
 * @example
 * parseWhen('2026-11-20T15:30'); // { at: { instantMs: 1795206600000 }, note: '2026-11-20T15:30 is read as New York time: ...' }
 */
export function parseWhen(text: string): ReadWhen {
  const { date, hour, minute, offset } = pattern.exec(text.trim())?.groups ?? {};
  if (date === undefined || !isDate(date)) throw wrong(text);
  if (hour === undefined || minute === undefined) return { at: { tradingDate: date }, note: null };
  if (Number(hour) > 23 || Number(minute) > 59) throw wrong(text);
  if (offset !== undefined) {
    const instantMs = Date.parse(text.trim().replace(' ', 'T'));
    if (Number.isNaN(instantMs)) throw wrong(text);
    return { at: { instantMs }, note: null };
  }
  const instantMs = newYorkInstant(date, Number(hour) * 60 + Number(minute));
  if (newYorkParts(instantMs).time !== `${hour}:${minute}`)
    throw new RequestError(
      `${text} does not exist in New York: the clocks go forward then. Give an offset, such as ${date}T${hour}:${minute}Z.`,
    );
  return { at: { instantMs }, note: `${text} is read as New York time: ${newYorkText(instantMs)}.` };
}

const wrong = (text: string): RequestError =>
  new RequestError(
    `"${text}" is neither a date nor an instant: write 2026-11-20, 2026-11-20T15:30 (New York time) or 2026-11-20T20:30Z.`,
  );

/** Whether the calendar has the date: `Date.parse` takes 30 February for 2 March. */
const isDate = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
};
