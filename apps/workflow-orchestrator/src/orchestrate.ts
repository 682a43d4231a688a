import { QualityGateError } from '@tickerlake/data-quality';
import {
  type Collect,
  confirmAbsences,
  PipelineError,
  planRun,
  recordAsks,
  runPipeline,
  type RunReport,
  type Step,
  stepName,
  type WorkflowContext,
} from '@tickerlake/pipeline';
import {
  collectThroughIngest,
  crawlRawBars,
  createLakeInstrumentStore,
  createLakeLedgerStore,
  type InvokeIngest,
  recordLakeRun,
  releaseLease,
  renewLease,
  type RunFacts,
} from '@tickerlake/pipeline/aws';
import { absencesThroughIngest } from './through-ingest/absences-through-ingest.ts';
import type { RunEvent } from './run-event.ts';
import { instrumentsThroughIngest } from './through-ingest/instruments-through-ingest.ts';
import type { OrchestratorResources } from './orchestrator-resources.ts';
import { readPlan } from './plan/kept-plan.ts';
import { planRunOfLake } from './plan/plan-run-of-lake.ts';
import { timed } from './timed-context.ts';

/** A run whose range was complete: it made no call and published nothing. */
export interface CompleteRun {
  readonly runId: string;
  readonly outcome: 'complete';
  readonly calls: 0;
}

/** A run that did not start, because another one was in progress or there is nothing to do. */
export interface RefusedRun {
  readonly runId: string;
  readonly outcome: 'refused';
  readonly reason: string;
}

/** Firehose buffers this long; S3 has an object immediately. */
const probeEveryMs = { firehose: 60_000, s3: 5_000 };

/**
 * One run of the pipeline, like a local run: plan, ingest and verify, stage, check, publish, tidy, on any engine that
 * provides the context. It is the only run of its lake and renews its lease at every step. Between the steps it is
 * deterministic.
 *
 * @throws {QualityGateError} when a rule failed; nothing is published.
 * @throws {PipelineError} when a stage failed, after its retries.
 * @example
 * const report = await orchestrate({ runId: 'run-20260529T211500Z' }, toWorkflowContext(durable, systemClock), resources);
 */
export async function orchestrate(
  event: RunEvent,
  engine: WorkflowContext,
  resources: OrchestratorResources,
): Promise<RunReport | CompleteRun | RefusedRun> {
  const { config, objects, warehouse, calendars, clock, onNotice } = resources;
  const { runId } = event;
  const lease = { objects, clock, holder: `tickerlake-${config.stage}-orchestrator` };
  const { context, steps, dollars } = timed(engine, () => renewLease(lease, runId), resources.spent);
  const begun = await context
    .step({ stage: 'plan' }, () => planRunOfLake(event, resources))
    .catch((error: unknown) => refusalOf(error));
  if ('refused' in begun) return { runId, outcome: 'refused', reason: begun.refused };
  const { request, absences, freshAt, startedAt } = begun;
  // Failing to write the history or the lease must not undo a published release.
  const afterwards = (step: Step, body: () => Promise<void>): Promise<void> =>
    engine
      .step(step, body)
      .catch((error: unknown) =>
        onNotice(`${stepName(step)}: ${error instanceof Error ? error.message : String(error)}`),
      );
  const release = (): Promise<void> =>
    afterwards({ stage: 'lease', part: 'release' }, () => releaseLease(lease, runId));
  for (const text of begun.notices) onNotice(text);
  if (begun.isComplete) {
    await release();
    return { runId, outcome: 'complete', calls: 0 };
  }
  const kept = begun.isKept ? await readPlan(objects, runId) : null;
  const plan = planRun(request, calendars, config.callsPerMinute);
  const { signal } = new AbortController();
  const run = {
    runId,
    startedAt: new Date(startedAt),
    plan: kept === null ? plan : { ...plan, chunks: kept.chunks },
    calendars,
    absences,
    ledger: kept?.ledger,
    onIncomplete: config.market.onIncomplete,
    instruments: config.market.instruments,
    followRenames: config.market.followRenames,
    rules: resources.rules.map((rules) => ({ ...rules, onNoHistory: config.market.onNoHistory })),
    freshAt: new Date(freshAt),
    keepReleases: config.keepReleases,
    signal,
    onNotice,
  };
  const record = (outcome: RunFacts['outcome'], summary: unknown): Promise<void> =>
    afterwards({ stage: 'history' }, () =>
      recordLakeRun(objects, {
        runId,
        startedAt,
        endedAt: clock.now().toISOString(),
        request,
        steps,
        outcome,
        summary,
        dollars: dollars(),
      }),
    );
  try {
    const ingest = leased(context, resources.ingest);
    const store = createLakeInstrumentStore(objects);
    const report = await runPipeline(context, run, {
      collect: collectOf({ ...resources, ingest }),
      warehouse,
      confirm: confirmAbsences({
        ask: absencesThroughIngest(ingest, onNotice),
        store,
        configured: config.market.instruments,
      }),
      record: recordAsks(createLakeLedgerStore(objects), kept === null),
      instruments: instrumentsThroughIngest(resources, begun.reference),
    });
    await record(report.outcome, report);
    return report;
  } catch (error) {
    await record(error instanceof QualityGateError ? 'checks-failed' : 'failed', failureOf(error));
    throw error;
  } finally {
    await release();
  }
}

/**
 * Fetching a long plan takes hours between two steps: the lease is renewed before every round except the first, which
 * follows a step.
 */
function leased(context: WorkflowContext, ingest: InvokeIngest): InvokeIngest {
  let rounds = 0;
  return async (step, request) => {
    rounds += 1;
    if (rounds > 1) await context.step({ stage: 'lease', part: `renewal ${rounds}` }, async () => null);
    return ingest(step, request);
  };
}

/** Fetches through the ingest Lambda, followed by a crawl if configured. */
function collectOf({ config, objects, calendars, ingest, crawler }: OrchestratorResources): Collect {
  const collect = collectThroughIngest({
    ingest,
    callsPerMinute: config.callsPerMinute,
    objects,
    calendars,
    probeEveryMs: probeEveryMs[config.landing],
    deadlineMs: config.landedDeadlineMs,
  });
  if (crawler === null) return collect;
  return async (context, run) => {
    const collected = await collect(context, run);
    await crawlRawBars(context, crawler);
    return collected;
  };
}

function failureOf(error: unknown): { readonly stage: string; readonly message: string } {
  const stage = error instanceof QualityGateError ? 'check' : error instanceof PipelineError ? error.stage : 'plan';
  return { stage, message: error instanceof Error ? error.message : String(error) };
}

/** Error names, because a step's error is restored as data; class names change in a bundle. */
const refusals: readonly string[] = ['RunLockedError', 'RequestError'];

/** Another run in progress is not a failure: the next run continues where it ended. */
function refusalOf(error: unknown): { readonly refused: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && refusals.includes(cause.name)) return { refused: cause.message };
  throw error;
}
