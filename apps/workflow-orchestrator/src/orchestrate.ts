import { QualityGateError } from '@tickerlake/data-quality';
import {
  type Absence,
  type Calendars,
  type Clock,
  type Collect,
  type DatasetRules,
  fromConfiguration,
  PipelineError,
  planReference,
  type PlannedReference,
  planRun,
  resolveRequest,
  runPipeline,
  settleInstruments,
  type RunReport,
  type RunRequest,
  type Step,
  stepName,
  StoreError,
  type Warehouse,
  type WorkflowContext,
} from '@tickerlake/pipeline';
import {
  collectThroughIngest,
  crawlRawBars,
  releaseLease,
  renewLease,
  type InvokeIngest,
  type ObjectStore,
  type RawBarsCrawler,
  createLakeInstrumentStore,
  createLakeSplitStore,
  recordLakeRun,
  type RunFacts,
} from '@tickerlake/pipeline/aws';
import { expandTickers } from '@tickerlake/record-schema';
import type { OrchestratorConfig } from './config.ts';
import type { RunEvent } from './run-event.ts';
import { instrumentsThroughIngest } from './instruments-through-ingest.ts';
import { timed } from './timed-context.ts';

/** Dependencies of the workflow; opened once per Lambda, not per run. */
export interface OrchestratorResources {
  readonly config: OrchestratorConfig;
  readonly objects: ObjectStore;
  readonly warehouse: Warehouse;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly rules: readonly DatasetRules[];
  /** Null without a crawler: the table of landed bars does not need one. */
  readonly crawler: RawBarsCrawler | null;
  readonly ingest: InvokeIngest;
  /** Cost of the queries of this process, in dollars. */
  readonly spent: () => number;
  readonly onNotice: (text: string) => void;
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
): Promise<RunReport | RefusedRun> {
  const { config, objects, warehouse, calendars, clock, onNotice } = resources;
  const { runId } = event;
  const lease = { objects, clock, holder: `tickerlake-${config.stage}-orchestrator` };
  const { context, steps, dollars } = timed(engine, () => renewLease(lease, runId), resources.spent);
  const begun = await context
    .step({ stage: 'plan' }, () => begin(event, resources))
    .catch((error: unknown) => refusalOf(error));
  if ('refused' in begun) return { runId, outcome: 'refused', reason: begun.refused };
  const { request, absences, freshAt, startedAt } = begun;
  const { signal } = new AbortController();
  const run = {
    runId,
    startedAt: new Date(startedAt),
    plan: planRun(request, calendars, config.callsPerMinute),
    calendars,
    absences,
    onIncomplete: config.market.onIncomplete,
    instruments: config.market.instruments,
    followRenames: config.market.followRenames,
    rules: resources.rules,
    freshAt: new Date(freshAt),
    keepReleases: config.keepReleases,
    signal,
    onNotice,
  };
  // Failing to write the history or the lease must not undo a published release.
  const afterwards = (step: Step, body: () => Promise<void>): Promise<void> =>
    engine
      .step(step, body)
      .catch((error: unknown) =>
        onNotice(`${stepName(step)}: ${error instanceof Error ? error.message : String(error)}`),
      );
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
    const report = await runPipeline(context, run, {
      collect: collectOf({ ...resources, ingest: leased(context, resources.ingest) }),
      warehouse,
      instruments: instrumentsThroughIngest(resources, begun.reference),
    });
    await record(report.outcome, report);
    return report;
  } catch (error) {
    await record(error instanceof QualityGateError ? 'checks-failed' : 'failed', failureOf(error));
    throw error;
  } finally {
    await afterwards({ stage: 'lease', part: 'release' }, () => releaseLease(lease, runId));
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

interface Begun {
  readonly request: RunRequest;
  readonly absences: readonly Absence[];
  readonly freshAt: string;
  readonly startedAt: string;
  readonly reference: PlannedReference;
}

async function begin(
  event: RunEvent,
  { config, objects, warehouse, calendars, clock }: OrchestratorResources,
): Promise<Begun> {
  const now = clock.now();
  const asked = {
    ...(event.from !== undefined && { from: event.from }),
    ...(event.to !== undefined && { to: event.to }),
  };
  const tickers = event.tickers === undefined ? config.tickers : expandTickers(event.tickers);
  const release = await warehouse.currentRelease();
  const { request, freshAt, absences } = resolveRequest(asked, {
    source: 'polygon',
    extent: null,
    tickers,
    hasChosenTickers: true,
    barMs: config.barMs,
    calendars,
    release,
    now,
  });
  const stores = { instruments: createLakeInstrumentStore(objects), splits: createLakeSplitStore(objects) };
  const { instruments: configured } = config.market;
  const reference = await planReference(stores, request, {
    calendars,
    configured,
    release,
    now,
    maxCalls: config.callsPerMinute,
  }).catch((error: unknown): PlannedReference => {
    if (!(error instanceof StoreError) || error.transient) throw error;
    return {
      due: null,
      instruments: settleInstruments({ configured: fromConfiguration(configured), fromSource: [] }),
      notices: [error.message],
    };
  });
  return { request, absences, freshAt: freshAt.toISOString(), startedAt: now.toISOString(), reference };
}

/** Error names, because a step's error is restored as data; class names change in a bundle. */
const refusals: readonly string[] = ['RunLockedError', 'RequestError'];

/** Another run in progress is not a failure: the next run continues where it ended. */
function refusalOf(error: unknown): { readonly refused: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && refusals.includes(cause.name)) return { refused: cause.message };
  throw error;
}
