import type { correctionsTable, JsonRow, runsTable } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { JournaledRun } from './run-journal.ts';

const count = z.number();
const correctedHour = z.object({ ticker: z.string(), barStart: z.string(), oldHourlyVar: z.number(), newHourlyVar: z.number() });

/** What the journal keeps of a finished run's report; a run whose gate failed has a message instead. */
const reportSchema = z.object({
  calls: count,
  fetchedBars: count,
  newBars: count,
  hours: count,
  corrections: z.object({ bars: count, hours: count, maxChange: count, samples: z.array(correctedHour) }),
});

const buildSchema = z.object({ tables: z.record(z.string(), z.object({ bytes: count })) });

/**
 * Journaled runs as rows of `runs`.
 *
 * @example
 * const rows = runRows(await createRunJournal(paths).runs());
 */
export function runRows(runs: readonly JournaledRun[]): JsonRow<typeof runsTable>[] {
  return runs.map((run) => {
    const report = reportSchema.safeParse(run.summary).data;
    return {
      run_id: run.runId,
      started_at: run.startedAt,
      ended_at: run.endedAt,
      outcome: run.outcome ?? 'open',
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
      bytes: report === undefined ? null : builtBytes(run),
      dollars: report === undefined ? null : 0,
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
 * The corrected hours that journaled runs tell of, as rows of `corrections`.
 *
 * @example
 * const rows = correctionRows(await createRunJournal(paths).runs());
 */
export function correctionRows(runs: readonly JournaledRun[]): JsonRow<typeof correctionsTable>[] {
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

/** Steps are named after their stage: `stage 2026-05`, `check again 1`. */
const isOf = (stage: string, step: string): boolean => step.split(' ')[0] === stage;

function stageMs(run: JournaledRun, stage: string): number {
  return Math.round([...run.stepMs].reduce((sum, [step, ms]) => sum + (isOf(stage, step) ? ms : 0), 0));
}

function builtBytes(run: JournaledRun): number {
  const builds = [...run.steps].flatMap(([step, result]) => (isOf('stage', step) ? [buildSchema.safeParse(result).data] : []));
  return builds.reduce((sum, build) => sum + Object.values(build?.tables ?? {}).reduce((bytes, part) => bytes + part.bytes, 0), 0);
}
