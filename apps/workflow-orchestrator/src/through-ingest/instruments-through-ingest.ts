import {
  boundingInstruments,
  type BringInstruments,
  type BroughtInstruments,
  type Calendars,
  keepReference,
  keepSplits,
  type PlannedReference,
  quotaWindowMs,
  StoreError,
  toSplitAnswer,
} from '@tickerlake/pipeline';
import {
  createLakeInstrumentStore,
  createLakeSplitStore,
  type IngestAnswer,
  type InvokeIngest,
  type ObjectStore,
} from '@tickerlake/pipeline/aws';
import type { OrchestratorConfig } from '../config.ts';

/** What the orchestrator opens for all runs, as far as it is needed here. */
interface ReferenceResources {
  readonly config: OrchestratorConfig;
  readonly objects: ObjectStore;
  readonly calendars: Calendars;
  readonly ingest: InvokeIngest;
}

/**
 * Reference data by way of the ingest Lambda, which has the vendor's key: one invocation when the plan says that something is
 * due, one step that keeps the answer, and no more calls in that minute than the quota allows. On other runs it takes nothing.
 * A failure only adds a notice: the run continues with the stored data.
 *
 * @example
 * await runPipeline(context, run, { collect, warehouse, instruments: instrumentsThroughIngest(resources, planned) });
 */
export function instrumentsThroughIngest(
  { ingest, objects, calendars, config }: ReferenceResources,
  { due, instruments, notices }: PlannedReference,
): BringInstruments {
  const unchanged = (...also: readonly string[]): BroughtInstruments => ({
    calls: 0,
    instruments,
    notices: [...notices, ...also],
  });
  return async (context, { runId, startedAt, plan }) => {
    if (due === null) return unchanged();
    const asked = { runId, startedAt: startedAt.toISOString(), chunks: [], reference: due };
    const answer = await ingest({ stage: 'reference', part: 'ask' }, asked).catch((error: unknown) => messageOf(error));
    if (typeof answer === 'string' || answer.told === undefined)
      return unchanged(
        `the reference data could not be fetched, so the run continues with the stored data: ${textOf(answer)}`,
      );
    const { told } = answer;
    const kept = await context.step({ stage: 'reference' }, async () => {
      const day = startedAt.toISOString().slice(0, 10);
      const store = createLakeInstrumentStore(objects);
      const splits = createLakeSplitStore(objects);
      try {
        const brought = await keepReference({ store, configured: config.market.instruments }, calendars, { told, day });
        const settled =
          due.splits === null
            ? { notices: [] }
            : await keepSplits(
                { store: splits, configured: [] },
                plan.request,
                due.splits,
                told.splits === null ? { splits: null, notice: null, calls: 1 } : toSplitAnswer(told.splits),
              );
        return {
          ...brought,
          instruments: boundingInstruments(brought.instruments, plan.request),
          notices: [...brought.notices, ...settled.notices],
        };
      } catch (error) {
        if (!(error instanceof StoreError) || error.transient) throw error;
        return unchanged(error.message);
      }
    });
    if (told.calls + plan.chunks.length > config.callsPerMinute)
      await context.sleep('quota of reference data', quotaWindowMs);
    return kept;
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const textOf = (answer: IngestAnswer | string): string =>
  typeof answer === 'string'
    ? answer
    : 'the ingest Lambda did not answer; are the two Lambdas from the same deployment?';
