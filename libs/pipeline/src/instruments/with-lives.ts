import type { Calendars } from '../request/calendars.ts';
import type { RunPlan } from '../request/plan-run.ts';
import { settleAbsences, type Absence } from '../values/absence.ts';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { ConfiguredInstruments } from '../values/configured-instruments.ts';
import { haltAbsences } from '../values/configured-instruments.ts';
import { currentInstrument, type Instrument, lifeAbsences } from '../values/instrument.ts';

/** A plan that knows when its tickers are valid. */
export interface LivingPlan {
  readonly plan: RunPlan;
  /** Where no bars are expected, without overlaps. */
  readonly absences: readonly Absence[];
  readonly notices: readonly string[];
}

/**
 * Bounds a plan by the lives of its tickers: bars of another instrument are refused when they land, chunks that are wholly
 * outside are not fetched, and nothing is expected of them.
 *
 * @example
 * const { plan, absences } = withLives(run.plan, { instruments, halts: [], known: [], calendars });
 */
export function withLives(
  plan: RunPlan,
  known: {
    readonly instruments: readonly Instrument[];
    readonly halts: ConfiguredInstruments;
    readonly known: readonly Absence[];
    readonly calendars: Calendars;
  },
): LivingPlan {
  const { request } = plan;
  const lives = lifeAbsences(known.instruments, request.tickers);
  const chunks = plan.chunks.flatMap((chunk) => {
    const { validFrom = null, validTo = null } = currentInstrument(known.instruments, chunk.ticker) ?? {};
    const isOutside = (validFrom !== null && chunk.to < validFrom) || (validTo !== null && chunk.from > validTo);
    // A folder is read anyway: what it holds of another instrument is counted.
    if (isOutside && request.source !== 'replay') return [];
    return [{ ...chunk, ...(validFrom !== null && { validFrom }), ...(validTo !== null && { validTo }) }];
  });
  const absences = settleAbsences([...haltAbsences(known.halts), ...lives, ...known.known], request);
  return { plan: { ...plan, chunks }, absences, notices: lifeNotices(absences, known) };
}

function lifeNotices(
  absences: readonly Absence[],
  { instruments, calendars }: Parameters<typeof withLives>[1],
): string[] {
  return absences
    .filter(({ reason }) => reason === 'not-listed' || reason === 'delisted')
    .filter(({ ticker, from, to }) => calendars[calendarIdOf(ticker)].sessions(from, to).length > 0)
    .map(({ ticker, reason }) => {
      const one = currentInstrument(instruments, ticker);
      const name = one?.name == null ? '' : ` (${one.name})`;
      const former = instruments.find(({ successor }) => successor === ticker);
      const past = former === undefined ? '' : `; before, it was ${former.ticker}`;
      const after = one?.successor == null ? '' : `; since then it is ${one.successor}`;
      return reason === 'not-listed'
        ? `${ticker}${name} is listed since ${one?.validFrom}${past}: nothing is expected before.`
        : `${ticker}${name} was last traded on ${one?.validTo}${after}: nothing is expected after.`;
    });
}
