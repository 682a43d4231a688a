import type {
  barsTable,
  coverageTable,
  hourSlotsTable,
  hourlyVolatilityTable,
  landedBarsTable,
  sessionsTable,
  SqlRow,
} from '@tickerlake/record-schema';

/** The relations that the statements of a build read and write, by name. */
export type StageTables = {
  /** This run's landed bars of the period. */
  landed_bars: SqlRow<typeof landedBarsTable>;
  hour_slots: SqlRow<typeof hourSlotsTable>;
  /** `hour_slots` as one row of lists. */
  slot_lists: {
    first_slot: bigint;
    slots: bigint;
    before_24_7: bigint;
    before_xnys: bigint;
    trading_date: string[];
    session: string[];
    clock_session: string[];
    hour_start_ms: bigint[];
    hour_end_ms: bigint[];
  };
  sessions: SqlRow<typeof sessionsTable>;
  /** The landed bars, located; a bar that was fetched twice is there twice. */
  located_bars: SqlRow<typeof barsTable>;
  /** The located bars, each once. */
  new_bars: SqlRow<typeof barsTable>;
  /** What readers see now of the period; empty on the first run. */
  published_bars: SqlRow<typeof barsTable>;
  /** The new bars that are not published yet, or with other values. */
  changed_bars: SqlRow<typeof barsTable>;
  /** The published bars that the source has taken back. */
  taken_back_bars: SqlRow<typeof barsTable>;
  /** The complete new content of the period. */
  staged_bars: SqlRow<typeof barsTable>;
  published_hours: SqlRow<typeof hourlyVolatilityTable>;
  staged_hours: SqlRow<typeof hourlyVolatilityTable>;
  /** The configured tickers with their calendars. */
  asked_tickers: { ticker: string; calendar: string };
  /** Dates on which no bars of a ticker are expected, and why; those of a ticker do not overlap. */
  known_absences: { ticker: string; first_date: string; last_date: string; reason: string };
  coverage: SqlRow<typeof coverageTable>;
};
