import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import { sourceNamed } from '../sources/sources.ts';
import type { FetchChunk } from '../ports/bar-source.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { RunPlan } from '../request/plan-run.ts';
import { type Absence, reasonOn, settleAbsences } from '../values/absence.ts';
import { boundedList } from '../values/bounded-list.ts';
import { type ConfiguredInstruments, haltAbsences } from '../values/configured-instruments.ts';
import { type Instrument, lifeAbsences, namesOf } from '../values/instrument.ts';

/** A plan that knows when its tickers are valid. */
export interface LivingPlan<Plan> {
  readonly plan: Plan;
  /** Where no bars are expected, without overlaps. */
  readonly absences: readonly Absence[];
  readonly notices: readonly string[];
}

/** What bounds a plan. */
interface Known {
  readonly instruments: readonly Instrument[];
  readonly halts: ConfiguredInstruments;
  readonly known: readonly Absence[];
  readonly calendars: Calendars;
  /** Whether the past of an instrument is fetched under its former tickers, and stored under the present one. */
  readonly followRenames?: boolean;
}

/**
 * Bounds a plan by the lives of its tickers: bars of another instrument are refused when they land, chunks that are wholly
 * outside are not fetched, and nothing is expected of them. When renames are followed, the past is fetched under the former
 * tickers.
 *
 * @example
 * const { plan, absences } = withLives(run.plan, { instruments, halts: [], known: [], calendars });
 */
export function withLives<Plan extends Pick<RunPlan, 'request' | 'chunks'>>(
  plan: Plan,
  known: Known,
): LivingPlan<Plan> {
  const { request } = plan;
  const names = new Map(
    request.tickers.map((ticker) => [ticker, namesOf(known.instruments, ticker, known.followRenames ?? false)]),
  );
  const absences = settleAbsences(
    [...haltAbsences(known.halts), ...[...names].flatMap(([ticker, own]) => lifeAbsences(ticker, own)), ...known.known],
    request,
  );
  const { isRecording } = sourceNamed(request.source);
  const chunks = plan.chunks
    .filter((chunk) => isRecording || isMember(chunk, absences, known.calendars))
    .flatMap((chunk) => chunksOf(chunk, names.get(chunk.ticker) ?? [], isRecording));
  return {
    plan: { ...plan, chunks },
    absences,
    notices: [...lifeNotices(absences, names, known), ...formerNotices(chunks)],
  };
}

/** Whether the ticker is a member of its universe in any session of the chunk: bars of the others are not fetched. */
function isMember({ ticker, from, to }: FetchChunk, absences: readonly Absence[], calendars: Calendars): boolean {
  if (!absences.some((one) => one.ticker === ticker && one.reason === 'not-a-member')) return true;
  return calendars[calendarIdOf(ticker)]
    .sessions(from, to)
    .some(({ tradingDate }) => reasonOn(absences, ticker, tradingDate) !== 'not-a-member');
}

/** A chunk for each name that the instrument has in its span; the chunk itself when none is known. */
function chunksOf(chunk: FetchChunk, names: readonly Instrument[], isRecording: boolean): FetchChunk[] {
  if (names.length === 0) return [chunk];
  return names.flatMap(({ ticker, validFrom, validTo }): FetchChunk[] => {
    const isOutside = (validFrom !== null && chunk.to < validFrom) || (validTo !== null && chunk.from > validTo);
    const isFormer = ticker !== chunk.ticker;
    // A folder is read anyway: what it holds of another instrument is counted.
    if (isOutside && (isFormer || !isRecording)) return [];
    return [
      {
        ...chunk,
        ...(isFormer && { id: `${chunk.id}-${ticker.replace(/\W/g, '_')}`, vendorTicker: ticker }),
        ...(validFrom !== null && { validFrom }),
        ...(validTo !== null && { validTo }),
      },
    ];
  });
}

function lifeNotices(
  absences: readonly Absence[],
  names: ReadonlyMap<string, readonly Instrument[]>,
  { instruments, calendars }: Known,
): string[] {
  return absences
    .filter(({ reason }) => reason === 'not-listed' || reason === 'delisted')
    .filter(({ ticker, from, to }) => calendars[calendarIdOf(ticker)].sessions(from, to).length > 0)
    .map(({ ticker, reason, to }) => {
      const own = names.get(ticker) ?? [];
      const first = own.find(({ validFrom }) => validFrom !== null && validFrom > to) ?? own[0];
      const last = own.at(-1);
      const one = reason === 'not-listed' ? first : last;
      const name = one?.name == null ? '' : ` (${one.name})`;
      const former = instruments.find((other) => other.successor === one?.ticker && isBefore(other, one));
      const past = former === undefined ? '' : `; before, it was ${former.ticker}`;
      const advice = former === undefined ? '' : ' Set "followRenames": true to have its past, too.';
      const after = one?.successor == null ? '' : `; since then it is ${one.successor}`;
      return reason === 'not-listed'
        ? `${ticker}${name} is listed since ${one?.validFrom}${past}: nothing is expected before.${advice}`
        : `${ticker}${name} was last traded on ${one?.validTo}${after}: nothing is expected after.`;
    });
}

const isBefore = (a: Instrument, b: Instrument | undefined): boolean =>
  (a.validTo ?? '9999') < (b?.validFrom ?? '9999');

/** One for each former ticker. */
function formerNotices(chunks: readonly FetchChunk[]): string[] {
  const former = new Map<string, TradingDate>();
  for (const { ticker, vendorTicker, validTo } of chunks)
    if (vendorTicker !== undefined && validTo !== undefined)
      former.set(`${ticker} until ${validTo} as ${vendorTicker}`, validTo);
  if (former.size === 0) return [];
  return [`renames are followed: ${boundedList([...former.keys()])}. raw_bars.vendor_ticker holds the former ticker.`];
}
