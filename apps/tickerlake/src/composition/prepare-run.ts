import {
  createCalendars,
  type Absence,
  type AskedRange,
  planRun,
  type BarSource,
  type Calendars,
  dueReference,
  memberAbsences,
  RequestError,
  resolveRequest,
  StoreError,
  type RunPlan,
} from '@tickerlake/pipeline';
import { tickerHint } from '@tickerlake/polygon-client';
import type { CommandContext } from './command-context.ts';
import { foreignHostNote } from './foreign-host-note.ts';
import { openTarget } from './open-target.ts';
import type { Target } from './targets/target.ts';
import type { SourceWait } from './sources/source-wait.ts';
import { resolveSettings } from './resolve-settings.ts';
import type { CommonOptions, Settings } from './settings.ts';
import { sources } from './sources/index.ts';

/** A run that is ready to start. */
export interface PreparedRun {
  readonly settings: Settings;
  readonly source: BarSource;
  readonly calendars: Calendars;
  /** The caller closes it. */
  readonly target: Target;
  readonly plan: RunPlan;
  readonly freshAt: Date;
  /** Where no bars are expected. */
  readonly absences: readonly Absence[];
  /** What the user should know before it starts. */
  readonly notes: readonly string[];
  /** Calls the listener before each wait of the source from now on. */
  onWait(listener: (wait: SourceWait) => void): void;
}

/**
 * What `plan`, `run`, `backfill` and `start` have in common: settings, source, target, request and plan.
 *
 * @throws {RequestError} when the request is not possible.
 * @example
 * const { plan } = await prepareRun(options, context);
 */
export async function prepareRun(options: CommonOptions & AskedRange, context: CommandContext): Promise<PreparedRun> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const calendars = createCalendars(settings.config.calendar);
  const listeners: ((wait: SourceWait) => void)[] = [];
  const onRead = (read: number, total: number): void =>
    context.streams.err(`Read ${read} of ${total} recorded responses.\n`);
  const createSource = await sources[settings.sourceToRun].load();
  const source = createSource(settings, {
    calendars,
    clock: context.clock,
    onWait: (wait) => listeners.forEach((listener) => listener(wait)),
    onRead,
  });
  const target = await openTarget(settings, source.name, calendars, context);
  try {
    const release = await target.warehouse.currentRelease();
    const asked = {
      ...(options.from !== undefined && { from: options.from }),
      ...(options.to !== undefined && { to: options.to }),
    };
    const extent = await source.extent();
    if (source.name === 'replay' && extent === null)
      throw new RequestError(`The replay folder ${settings.replayDir} holds no bars: its responses are empty.`);
    const barMs = settings.config.timespan === 'hour' ? 3_600_000 : 60_000;
    const resolved = resolveRequest(asked, {
      ...settings,
      source: source.name,
      extent,
      barMs,
      calendars,
      release,
      now: context.clock.now(),
    });
    const { tickers } = resolved.request;
    const due = await dueCalls(source, target, settings, tickers, context.clock.now());
    const plan = planRun(resolved.request, calendars, source.callsPerMinute, due);
    const host = foreignHostNote(settings);
    const hints = resolved.request.tickers.map(tickerHint).filter((hint) => hint !== null);
    return {
      settings,
      source,
      calendars,
      target,
      plan,
      freshAt: resolved.freshAt,
      absences: [...memberAbsences(settings.members), ...resolved.absences],
      notes: [...(host === null ? [] : [host]), ...resolved.notes, ...boundedNotes(hints)],
      onWait: (listener) => void listeners.push(listener),
    };
  } catch (error) {
    await target.close();
    throw error;
  }
}

/** Calls for reference data; none of a source without it. A damaged store is the run's own notice. */
async function dueCalls(
  source: BarSource,
  target: Target,
  settings: Settings,
  tickers: readonly string[],
  now: Date,
): Promise<number> {
  if (source.reference === undefined) return 0;
  const known = await target.reference.open().then(
    (opened) => opened.known,
    (error: unknown) => {
      if (error instanceof StoreError) return null;
      throw error;
    },
  );
  const due = dueReference(known, tickers, settings.config.instruments, now.toISOString().slice(0, 10));
  return due.tickers.length + (due.holidays ? 1 : 0);
}

const maxHints = 5;

function boundedNotes(hints: readonly string[]): readonly string[] {
  return hints.length <= maxHints
    ? hints
    : [...hints.slice(0, maxHints), `and hints about ${hints.length - maxHints} more tickers.`];
}
