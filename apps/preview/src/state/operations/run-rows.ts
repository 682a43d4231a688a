import type { Row } from '../rows.ts';

/** The stages of a run, in order. */
export const stages = ['ingest', 'verify', 'stage', 'check', 'publish', 'tidy'] as const;

/** A stage on the scale of all shown runs, both ends in percent. */
export interface StageBar {
  readonly stage: (typeof stages)[number];
  readonly ms: number;
  readonly fromPercent: number;
  readonly widthPercent: number;
}

/** A run as the page shows it. */
export interface RunRow {
  readonly id: string;
  readonly startedMs: number;
  readonly outcome: string;
  /** What readers call the outcome: `good` was published, `bad` was not because something is wrong. */
  readonly kind: 'good' | 'bad' | 'neutral';
  readonly range: string;
  readonly tickerCount: number;
  readonly source: string;
  /** Why it ended so, with the stage that failed and without the rows that it quotes; empty if it went as planned. */
  readonly reason: string;
  /** Tickers whose new bars it did not publish and why; empty if there were none. */
  readonly heldBack: string;
  /** From start to end; null while it runs, or if it was killed. */
  readonly elapsedMs: number | null;
  readonly bars: readonly StageBar[];
  readonly row: Row;
}

/**
 * The runs on one scale: the one with the most time in its stages is 100 % wide. A stage adds up its steps, which may run side by side,
 * so a run may have more time in stages than from start to end.
 *
 * @param rows of the table `runs`, in the order in which they are shown.
 * @example
 * runRows(toRows(await api.about('runs')))[0]?.bars[0]?.widthPercent; // 41.5
 */
export function runRows(rows: readonly Row[]): RunRow[] {
  const times = rows.map((row) => stages.map((stage) => ({ stage, ms: Number(row[`${stage}_ms`] ?? 0) })));
  const totals = times.map((own) => own.reduce((sum, { ms }) => sum + ms, 0));
  const longestMs = Math.max(1, ...totals);
  return rows.map((row, index) => {
    const outcome = String(row['outcome']);
    let beforeMs = 0;
    const bars = (times[index] ?? []).flatMap(({ stage, ms }) => {
      const fromPercent = (100 * beforeMs) / longestMs;
      beforeMs += ms;
      return ms === 0 ? [] : [{ stage, ms, fromPercent, widthPercent: (100 * ms) / longestMs }];
    });
    const [from, to] = [row['range_from'], row['range_to']].map((date) => dateOf(date));
    return {
      id: String(row['run_id']),
      startedMs: Number(row['started_at']),
      outcome,
      kind: kinds[outcome] ?? 'neutral',
      range: from === to ? `${from}` : `${from} to ${to}`,
      tickerCount: Number(row['tickers']),
      source: String(row['source']),
      reason: reasonOf(row),
      heldBack: typeof row['held_back'] === 'string' ? row['held_back'] : '',
      elapsedMs: typeof row['ended_at'] === 'number' ? row['ended_at'] - Number(row['started_at']) : null,
      bars,
      row,
    };
  });
}

const kinds: Readonly<Record<string, RunRow['kind']>> = {
  published: 'good',
  'checks-failed': 'bad',
  failed: 'bad',
  abandoned: 'bad',
};

function reasonOf(row: Row): string {
  const reason = row['reason'];
  if (typeof reason !== 'string' || reason === '') return '';
  const said = reason
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('row: '))
    .join('\n');
  const stage = row['failed_stage'];
  return typeof stage === 'string' ? `Failed in stage ${stage}: ${said}` : said;
}

/** A date comes as an instant at midnight UTC, or as text. */
const dateOf = (value: unknown): string =>
  typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : String(value);
