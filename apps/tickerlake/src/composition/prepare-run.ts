import {
  createCalendars,
  type Absence,
  type AskedRange,
  planFreshness,
  planRun,
  type BarSource,
  type Calendars,
  dueReference,
  followedExtent,
  fromConfiguration,
  gapRange,
  type KnownReference,
  type Ledger,
  memberAbsences,
  type PublishedSession,
  rangeToRead,
  RequestError,
  rereadSessions,
  resolveRequest,
  type ResolvedRequest,
  settleAbsences,
  settleInstruments,
  sourceNamed,
  type SourceExtent,
  StoreError,
  wantedSessions,
  withLives,
  type RunPlan,
} from '@tickerlake/pipeline';
import { tickerHint } from '@tickerlake/polygon-client';
import type { CommandContext } from './command-context.ts';
import { foreignHostNote } from './foreign-host-note.ts';
import { earliestDate, latestDate, openTargetLedger, readPublishedRange } from './open-ledger.ts';
import { openTarget } from './open-target.ts';
import type { Target } from './targets/target.ts';
import type { SourceWait } from './sources/source-wait.ts';
import { resolveSettings } from './resolve-settings.ts';
import type { CommonOptions, Settings } from './settings.ts';
import { openSource } from './sources/open-source.ts';

/** A run that is ready to start. */
export interface PreparedRun {
  readonly settings: Settings;
  readonly source: BarSource;
  readonly calendars: Calendars;
  /** The caller closes it. */
  readonly target: Target;
  readonly plan: RunPlan;
  /** What is there, missing and remembered of the range; null where it does not matter, because a folder is read whole. */
  readonly ledger: Ledger | null;
  readonly freshAt: Date;
  /** Where no bars are expected. */
  readonly absences: readonly Absence[];
  /** What the user should know before it starts. */
  readonly notes: readonly string[];
  /** Calls the listener before each wait of the source from now on. */
  onWait(listener: (wait: SourceWait) => void): void;
}

/** What a run asks for besides its range. */
export interface AskOptions {
  /** Ignore an unfinished run, and ask for everything again. */
  readonly fresh?: boolean;
  /** Ask for everything again. */
  readonly refetch?: boolean;
  /** Ask only for gaps, from the first published session to the last one. */
  readonly gaps?: boolean;
}

/**
 * What `plan`, `run`, `backfill` and `start` have in common: settings, source, target, request, ledger and plan. A run asks for what
 * the ledger lacks; without a range also for the newest published sessions again.
 *
 * @throws {RequestError} when the request is not possible.
 * @example
 * const { plan } = await prepareRun(options, context);
 */
export async function prepareRun(
  options: CommonOptions & AskedRange & AskOptions,
  context: CommandContext,
): Promise<PreparedRun> {
  if (options.gaps === true && options.refetch === true)
    throw new RequestError(
      '--gaps asks only for what is missing, --refetch for everything again: leave one of them out.',
    );
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const calendars = createCalendars(settings.config.calendar);
  const listeners: ((wait: SourceWait) => void)[] = [];
  const onRead = (read: number, total: number): void => context.streams.err(`Read ${read} of ${total} files.\n`);
  const { isRecording } = sourceNamed(settings.sourceToRun);
  const source = await openSource(settings, {
    calendars,
    clock: context.clock,
    onWait: (wait) => listeners.forEach((listener) => listener(wait)),
    onRead,
  });
  if (isRecording && options.gaps === true)
    throw new RequestError(`Source ${source.name} is read whole, at no cost: leave --gaps out.`);
  const target = await openTarget(settings, source.name, calendars, context);
  try {
    const { resolved, ledger, isWanted, notes } = await resolveAsked(options, {
      settings,
      source,
      calendars,
      target,
      context,
    });
    const { tickers } = resolved.request;
    const reference = source.reference === undefined ? null : await knownReference(target);
    const { instruments: configured, followRenames } = settings.config;
    const instruments = settleInstruments({
      configured: fromConfiguration(configured),
      fromSource: reference?.instruments ?? [],
    });
    const lives = { instruments, halts: configured, known: resolved.absences, calendars, followRenames };
    const planned = planRun(resolved.request, calendars, source.callsPerMinute, {
      referenceCalls: source.reference === undefined ? 0 : dueCalls(reference, settings, tickers, context.clock.now()),
      callsOf: (asked) => withLives(asked, lives).plan.chunks.length,
      ...(isWanted !== null && { isWanted }),
    });
    const estimate = (await source.estimate?.(planned.chunks, context.signal)) ?? null;
    const plan = estimate === null ? planned : { ...planned, calls: estimate.calls };
    const host = foreignHostNote(settings);
    const hints = tickers.map(tickerHint).filter((hint) => hint !== null);
    return {
      settings,
      source,
      calendars,
      target,
      plan,
      ledger,
      freshAt: planFreshness(plan, resolved, calendars),
      absences:
        isWanted === null || ledger === null
          ? resolved.absences
          : settleAbsences([...resolved.absences, ...ledger.absences], resolved.request),
      notes: [
        ...(host === null ? [] : [host]),
        ...resolved.notes,
        ...notes,
        ...boundedNotes(hints),
        ...(estimate?.note == null ? [] : [estimate.note]),
      ],
      onWait: (listener) => void listeners.push(listener),
    };
  } catch (error) {
    await target.close();
    throw error;
  }
}

/** The request, what is there of it, and which sessions are asked for: all where that is null. */
async function resolveAsked(
  options: AskedRange & AskOptions,
  tools: Pick<PreparedRun, 'settings' | 'source' | 'calendars' | 'target'> & { readonly context: CommandContext },
): Promise<{
  readonly resolved: ResolvedRequest;
  readonly ledger: Ledger | null;
  readonly isWanted: ((ticker: string, date: string) => boolean) | null;
  readonly notes: readonly string[];
}> {
  const { settings, source, calendars, target, context } = tools;
  const now = context.clock.now();
  const release = await target.warehouse.currentRelease();
  const held = await source.extent();
  const extent = held === null || !settings.config.followRenames ? held : followNames(held, settings);
  const barMs = settings.config.timespan === 'hour' ? 3_600_000 : 60_000;
  const reading = { ...tools, signal: context.signal, now };
  const facts = { ...settings, source: source.name, extent, barMs, calendars, release, now };
  const asked = {
    ...(options.from !== undefined && { from: options.from }),
    ...(options.to !== undefined && { to: options.to }),
  };
  const gapsOnly = options.gaps === true;
  const all = gapsOnly ? await readPublishedRange({ from: earliestDate, to: latestDate, barMs }, reading) : [];
  const { tickers, notes, ...range } = gapsOnly
    ? gapRange({ ...asked, ...settings }, all)
    : { ...asked, tickers: settings.tickers, notes: [] };
  const { absences, ...request } = resolveRequest(range, { ...facts, tickers });
  const resolved = { ...request, absences: [...memberAbsences(settings.members), ...absences] };
  if (sourceNamed(source.name).isRecording) return { resolved, ledger: null, isWanted: null, notes };
  const published: readonly PublishedSession[] = gapsOnly
    ? all
    : await readPublishedRange(rangeToRead(resolved.request), reading);
  const opened = await openTargetLedger(resolved.request, { published, absences: resolved.absences }, reading);
  if (options.refetch === true || options.fresh === true)
    return { resolved, ledger: opened.ledger, isWanted: null, notes: [...notes, ...opened.notes] };
  return {
    resolved: { ...resolved, request: { ...resolved.request, asks: gapsOnly ? 'gaps' : 'lacking' } },
    ledger: opened.ledger,
    isWanted: wantedSessions(opened.ledger, gapsOnly || options.from !== undefined ? 0 : rereadSessions),
    notes: [...notes, ...opened.notes],
  };
}

function followNames(held: SourceExtent, { config, tickers, hasChosenTickers }: Settings): SourceExtent {
  const instruments = settleInstruments({ configured: fromConfiguration(config.instruments), fromSource: [] });
  return followedExtent(held, instruments, hasChosenTickers ? tickers : null);
}

/** A damaged store is the run's own notice. */
const knownReference = (target: Target): Promise<KnownReference | null> =>
  target.reference.open().then(
    (opened) => opened.known,
    (error: unknown) => {
      if (error instanceof StoreError) return null;
      throw error;
    },
  );

/** Calls for reference data. */
function dueCalls(known: KnownReference | null, settings: Settings, tickers: readonly string[], now: Date): number {
  const due = dueReference(known, tickers, settings.config.instruments, now.toISOString().slice(0, 10));
  return due.tickers.length + (due.holidays ? 1 : 0);
}

const maxHints = 5;

function boundedNotes(hints: readonly string[]): readonly string[] {
  return hints.length <= maxHints
    ? hints
    : [...hints.slice(0, maxHints), `and hints about ${hints.length - maxHints} more tickers.`];
}
