import type { correctionsTable, JsonRow, runsTable } from '@tickerlake/record-schema';
import * as z from 'zod';
import { barFindingsSchema, findingsText } from '../values/bar-findings.ts';
import { heldBackSchema, heldBackText } from '../values/held-back.ts';
import type { StageName } from '../values/errors.ts';
import type { FinishedStep } from '../values/step.ts';
import type { RunRequest } from '../request/run-request.ts';

/** The facts of a run from which its rows are made; a `JournaledRun` has them all. */
export interface RunFacts {
  readonly runId: string;
  /** Place among the runs of its store, from 1; a lake gives none. */
  readonly sequence?: number;
  /** ISO instant. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly request: RunRequest;
  /** The results of the stage `stage` hold the bytes that were built. */
  readonly steps: readonly FinishedStep[];
  /** `null` while it runs, or when it was killed. */
  readonly outcome: 'published' | 'unchanged' | 'checks-failed' | 'failed' | 'abandoned' | null;
  /** The report of a finished run; of a failed run `{ message, stage }`. */
  readonly summary: unknown;
  /** What its queries and files cost, in dollars, also of a run that failed; by default 0 of one that finished; `null` if unknown. */
  readonly dollars?: number | null;
}

const count = z.number();
const correctedHour = z.object({
  ticker: z.string(),
  barStart: z.string(),
  oldHourlyVar: z.number(),
  newHourlyVar: z.number(),
});

/** The stored part of a finished run's report; a run that failed has a message instead. */
const reportSchema = z.object({
  calls: count,
  fetchedBars: count,
  newBars: count,
  hours: count,
  corrections: z.object({ bars: count, hours: count, maxChange: count, samples: z.array(correctedHour) }),
  findings: barFindingsSchema.optional(),
  heldBack: z.array(heldBackSchema).optional(),
});

const failureSchema = z.object({ message: z.string(), stage: z.string().default('check') });
/** Of a message that is longer, the rest is in the logs. */
const maxReason = 2_000;

const buildSchema = z.object({ tables: z.record(z.string(), z.object({ bytes: count })) });

/**
 * Runs as rows of `runs`.
 *
 * @example
 * const rows = runRows(await createRunJournal(paths).runs());
 */
export function runRows(runs: readonly RunFacts[]): JsonRow<typeof runsTable>[] {
  return runs.map((run) => {
    const report = reportSchema.safeParse(run.summary).data;
    const failure =
      run.outcome === 'checks-failed' || run.outcome === 'failed'
        ? failureSchema.safeParse(run.summary).data
        : undefined;
    return {
      run_id: run.runId,
      sequence: run.sequence ?? null,
      started_at: run.startedAt,
      ended_at: run.endedAt,
      outcome: run.outcome ?? 'open',
      failed_stage: failure?.stage ?? null,
      reason: failure?.message.slice(0, maxReason) ?? null,
      source: run.request.source,
      range_from: run.request.from,
      range_to: run.request.to,
      tickers: run.request.tickers.length,
      calls: report?.calls ?? null,
      fetched_bars: report?.fetchedBars ?? null,
      new_bars: report?.newBars ?? null,
      hours: report?.hours ?? null,
      corrected_bars: report?.corrections.bars ?? null,
      corrected_hours: report?.corrections.hours ?? null,
      max_correction: report?.corrections.maxChange ?? null,
      settled_bars: report?.findings?.settledBars ?? null,
      refused_bars: report?.findings?.refusedBars ?? null,
      outside_bars: report?.findings?.outsideSessions.reduce((sum, { bars }) => sum + bars, 0) ?? null,
      odd_bars: report?.findings === undefined ? null : findingsText(report.findings).join('\n') || null,
      held_back: heldBackText(report?.heldBack ?? []).join('\n') || null,
      bytes: report === undefined ? null : builtBytes(run),
      dollars: run.dollars === undefined ? (report === undefined ? null : 0) : run.dollars,
      ingest_ms: stageMs(run, 'ingest'),
      verify_ms: stageMs(run, 'verify'),
      stage_ms: stageMs(run, 'stage'),
      check_ms: stageMs(run, 'check'),
      publish_ms: stageMs(run, 'publish'),
      tidy_ms: stageMs(run, 'tidy'),
    };
  });
}

/**
 * The corrected hours of runs, as rows of `corrections`.
 *
 * @example
 * const rows = correctionRows(await createRunJournal(paths).runs());
 */
export function correctionRows(runs: readonly RunFacts[]): JsonRow<typeof correctionsTable>[] {
  return runs.flatMap((run) =>
    (reportSchema.safeParse(run.summary).data?.corrections.samples ?? []).map((hour) => ({
      run_id: run.runId,
      corrected_at: run.startedAt,
      ticker: hour.ticker,
      bar_start: new Date(hour.barStart).toISOString(),
      old_hourly_var: hour.oldHourlyVar,
      new_hourly_var: hour.newHourlyVar,
    })),
  );
}

function stageMs(run: RunFacts, stage: StageName): number {
  return Math.round(run.steps.reduce((sum, { step, ms }) => sum + (step.stage === stage ? ms : 0), 0));
}

function builtBytes(run: RunFacts): number {
  const builds = run.steps.flatMap(({ step, result }) =>
    step.stage === 'stage' ? [buildSchema.safeParse(result).data] : [],
  );
  return builds.reduce(
    (sum, build) => sum + Object.values(build?.tables ?? {}).reduce((bytes, part) => bytes + part.bytes, 0),
    0,
  );
}
