/** A session of the exchange: instants in ms since 1970, and its New York date. */
export interface TradingSession {
  readonly openMs: number;
  readonly closeMs: number;
  readonly date: string;
}

/** A session and where it starts on the axis, in hours. */
export interface PlacedSession extends TradingSession {
  readonly start: number;
}

/** The scale of a time axis: `x` never falls as time passes. */
export interface TimeAxis {
  readonly kind: 'trading' | 'clock';
  position(ms: number): number;
  instant(x: number): number;
  /** In order of time; empty on the clock's axis. */
  readonly sessions: readonly PlacedSession[];
}

const hourMs = 3_600_000;

/**
 * How many hours a session has; the last one may be shorter.
 *
 * @example
 * hourCount({ openMs: 0, closeMs: 23_400_000 }); // 7
 */
export const hourCount = ({ openMs, closeMs }: Pick<TradingSession, 'openMs' | 'closeMs'>): number =>
  Math.ceil((closeMs - openMs) / hourMs);

/**
 * The start of an hour of a session, in ms since 1970.
 *
 * @param index 0 for the first hour.
 * @example
 * hourStart({ openMs: 0 }, 1); // 3_600_000
 */
export const hourStart = ({ openMs }: Pick<TradingSession, 'openMs'>, index: number): number => openMs + index * hourMs;

/** The axis of the clock: x is in seconds since 1970, as uPlot has it. */
export const clockTime: TimeAxis = {
  kind: 'clock',
  position: (ms) => ms / 1_000,
  instant: (x) => x * 1_000,
  sessions: [],
};

/**
 * The axis of trading time: x is the rank of an hour among the open hours, counted from the first open; within an hour it is linear.
 * Nights, week-ends and holidays have no width: their instants are at the next open.
 *
 * @param sessions in order of time, without overlaps.
 * @example
 * const axis = tradingTime([{ openMs: 0, closeMs: 23_400_000, date: '2026-05-28' }]);
 * axis.position(7_200_000); // 2
 */
export function tradingTime(sessions: readonly TradingSession[]): TimeAxis {
  let hours = 0;
  const placed = sessions.map((session): PlacedSession => {
    const start = hours;
    hours += hourCount(session);
    return { ...session, start };
  });
  return {
    kind: 'trading',
    sessions: placed,
    position(ms) {
      const session = placed[lastIndex(placed, ({ openMs }) => openMs <= ms)];
      if (session === undefined) return 0;
      if (ms <= session.closeMs) return session.start + (ms - session.openMs) / hourMs;
      return session.start + hourCount(session);
    },
    instant(x) {
      const session =
        placed[
          Math.max(
            0,
            lastIndex(placed, ({ start }) => start <= x),
          )
        ];
      if (session === undefined) return 0;
      return Math.min(session.closeMs, session.openMs + Math.max(0, x - session.start) * hourMs);
    },
  };
}

/**
 * Whether an instant is within a session of the axis, both ends included.
 *
 * @example
 * isOpen(tradingTime([]), Date.UTC(2026, 4, 30)); // false
 */
export function isOpen({ sessions }: TimeAxis, ms: number): boolean {
  const session = sessions[lastIndex(sessions, ({ openMs }) => openMs <= ms)];
  return session !== undefined && ms <= session.closeMs;
}

/** The index of the last item for which the condition holds; it holds for a beginning of the list. -1 if for none. */
function lastIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
