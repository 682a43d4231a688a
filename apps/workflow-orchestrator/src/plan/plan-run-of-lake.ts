import {
  type Absence,
  fromConfiguration,
  memberAbsences,
  openLedger,
  planFreshness,
  planReference,
  type PlannedReference,
  planRun,
  rangeToRead,
  rereadSessions,
  resolveRequest,
  type Release,
  type RunRequest,
  settleAbsences,
  settleInstruments,
  StoreError,
  wantedSessions,
} from '@tickerlake/pipeline';
import { createLakeInstrumentStore, createLakeLedgerStore, createLakeSplitStore } from '@tickerlake/pipeline/aws';
import { namedMembers } from '@tickerlake/record-schema';
import { keepPlan } from './kept-plan.ts';
import type { OrchestratorResources } from '../orchestrator-resources.ts';
import type { RunEvent } from '../run-event.ts';

/** The result of the plan step. It is a checkpoint, so nothing in it grows with the range. */
export interface Begun {
  readonly request: RunRequest;
  readonly absences: readonly Absence[];
  readonly freshAt: string;
  readonly startedAt: string;
  readonly reference: PlannedReference;
  /** Whether the ledger was read: then the plan asks only for what is missing, and is kept in an object. */
  readonly isKept: boolean;
  /** Whether nothing is missing. */
  readonly isComplete: boolean;
  readonly notices: readonly string[];
}

/**
 * Plans a run, like the command: of a range it asks for what is missing in the ledger, with `refetch` for everything. Without a range it asks
 * for the newest sessions again, and reads the ledger only if tickers are behind others, so an hourly schedule needs no query.
 *
 * @throws {RequestError} for a range that is not possible, {StoreError} and the engine's errors.
 * @example
 * const begun = await planRunOfLake(event, resources);
 */
export async function planRunOfLake(event: RunEvent, resources: OrchestratorResources): Promise<Begun> {
  const { config, objects, warehouse, calendars, clock } = resources;
  const now = clock.now();
  const asked = {
    ...(event.from !== undefined && { from: event.from }),
    ...(event.to !== undefined && { to: event.to }),
  };
  const members = event.tickers === undefined ? config.members : namedMembers(event.tickers);
  const tickers = [...new Set(members.map(({ ticker }) => ticker))];
  const release = await warehouse.currentRelease();
  const resolved = resolveRequest(asked, {
    source: 'polygon',
    extent: null,
    tickers,
    hasChosenTickers: true,
    barMs: config.barMs,
    calendars,
    release,
    now,
  });
  const stores = {
    instruments: createLakeInstrumentStore(objects),
    splits: createLakeSplitStore(objects),
    gaps: createLakeLedgerStore(objects),
  };
  const { instruments: configured, followRenames } = config.market;
  const absences = [...memberAbsences(members), ...resolved.absences];
  const isWhole =
    event.refetch === true || release === null || (event.from === undefined && areLevel(release, tickers));
  const opened = isWhole
    ? null
    : await openLedger(resolved.request, {
        ...stores,
        configured,
        followRenames,
        calendars,
        published: await resources.readPublished(rangeToRead(resolved.request)),
        absences,
        now,
      });
  const request: RunRequest = opened === null ? resolved.request : { ...resolved.request, asks: 'lacking' };
  const plan = planRun(request, calendars, config.callsPerMinute, {
    ...(opened !== null && { isWanted: wantedSessions(opened.ledger, event.from === undefined ? rereadSessions : 0) }),
  });
  if (opened !== null) await keepPlan(objects, event.runId, { chunks: plan.chunks, ledger: opened.ledger });
  const isComplete = plan.chunks.length === 0;
  return {
    request,
    absences: settleAbsences([...absences, ...(opened?.ledger.absences ?? [])], request),
    freshAt: planFreshness(plan, resolved, calendars).toISOString(),
    startedAt: now.toISOString(),
    reference: isComplete
      ? { due: null, instruments: [], notices: [] }
      : await planReference(stores, request, {
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
        }),
    isKept: opened !== null,
    isComplete,
    notices: opened?.notes ?? [],
  };
}

/** Whether all tickers are published up to the same date, so that the same sessions are missing for each. */
function areLevel({ newestDates }: Release, tickers: readonly string[]): boolean {
  return new Set(tickers.map((ticker) => newestDates[ticker])).size <= 1;
}
