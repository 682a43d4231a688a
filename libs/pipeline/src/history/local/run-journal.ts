import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { type FinishedStep, parseStep, type Step, stepName } from '../../values/step.ts';
import type { RunRequest } from '../../request/run-request.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** A run's request, as journals and history store it. */
export const requestSchema = z.object({
  tickers: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  barMs: z.number(),
  source: z.string(),
  asks: z.enum(['lacking', 'gaps']).optional(),
});

/** How a run ended. */
export const outcomeSchema = z.enum(['published', 'unchanged', 'checks-failed', 'abandoned']);

const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), runId: z.string(), at: z.string(), request: requestSchema }),
  z.object({ kind: z.literal('step'), name: z.string(), at: z.string(), ms: z.number(), result: z.json().optional() }),
  z.object({
    kind: z.literal('ended'),
    at: z.string(),
    outcome: outcomeSchema,
    summary: z.json(),
  }),
]);

type JournalEntry = z.infer<typeof entrySchema>;

/** How a run ended; `null` while it runs, or when it was killed. */
export type RunOutcome = z.infer<typeof outcomeSchema>;

/** One run as recorded in its journal. */
export interface JournaledRun {
  readonly runId: string;
  readonly startedAt: string;
  readonly request: RunRequest;
  readonly steps: readonly FinishedStep[];
  readonly endedAt: string | null;
  readonly outcome: RunOutcome | null;
  readonly summary: unknown;
}

/** The record of runs: what a killed run resumes from. */
export interface RunJournal {
  start(runId: string, at: Date, request: RunRequest): Promise<JournaledRun>;
  recordStep(runId: string, finished: { step: Step; at: Date; ms: number; result: unknown }): Promise<void>;
  end(runId: string, at: Date, outcome: RunOutcome, summary: unknown): Promise<void>;
  /** The runs that have a journal, oldest first by their ids; those in the history have none. */
  ids(): Promise<readonly string[]>;
  /** Null when the journal does not exist or has no complete line. */
  read(runId: string): Promise<JournaledRun | null>;
  /** All of them, oldest first. */
  runs(): Promise<readonly JournaledRun[]>;
  /** Removes the journals of runs that are in the history. */
  remove(runIds: readonly string[]): Promise<void>;
  /** Of these journals removes those whose first line a crash cut short: such a run did nothing. Others stay. */
  removeUnstarted(runIds: readonly string[]): Promise<void>;
}

/**
 * A journal of one append-only file per run, a JSON line per event. A line that a crash cut short counts as not
 * written: its step runs again, and every step may.
 *
 * @example
 * const journal = createRunJournal(storePaths('.tickerlake/simulated'));
 */
export function createRunJournal(paths: StorePaths): RunJournal {
  const append = async (runId: string, entry: JournalEntry): Promise<void> => {
    const path = paths.journal(runId);
    await mkdir(dirname(path), { recursive: true });
    // The leading newline ends a line that a crash cut short.
    await appendFile(path, `\n${JSON.stringify(entry)}`, { flush: true });
  };
  const ids = async (): Promise<readonly string[]> => {
    const names = await readdir(paths.runs).catch(() => []);
    return names
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => name.slice(0, -'.jsonl'.length))
      .sort();
  };
  const read = async (runId: string): Promise<JournaledRun | null> => {
    const text = await readFile(paths.journal(runId), 'utf8').catch((cause: NodeJS.ErrnoException) =>
      cause.code === 'ENOENT' ? null : Promise.reject(cause),
    );
    return text === null ? null : toRun(text);
  };
  return {
    ids,
    read,
    async start(runId, at, request) {
      await append(runId, {
        kind: 'started',
        runId,
        at: at.toISOString(),
        request: { ...request, tickers: [...request.tickers] },
      });
      return {
        runId,
        startedAt: at.toISOString(),
        request,
        steps: [],
        endedAt: null,
        outcome: null,
        summary: null,
      };
    },
    recordStep: (runId, { step, at, ms, result }) =>
      append(runId, {
        kind: 'step',
        name: stepName(step),
        at: at.toISOString(),
        ms,
        result: z.json().optional().parse(toJson(result)),
      }),
    end: (runId, at, outcome, summary) =>
      append(runId, { kind: 'ended', at: at.toISOString(), outcome, summary: z.json().parse(toJson(summary)) }),
    runs: async () => (await Promise.all((await ids()).map(read))).filter((run) => run !== null),
    async remove(runIds) {
      for (const id of runIds) await rm(paths.journal(id), { force: true });
    },
    async removeUnstarted(runIds) {
      for (const id of runIds) {
        const lines = (await readFile(paths.journal(id), 'utf8')).split('\n').filter((line) => line !== '');
        if (lines.length <= 1 && lines.flatMap(parseEntry).length === 0) await rm(paths.journal(id), { force: true });
      }
    },
  };
}

function toRun(text: string): JournaledRun | null {
  const entries = text.split('\n').flatMap(parseEntry);
  const started = entries.find((entry) => entry.kind === 'started');
  if (started === undefined) return null;
  const ended = entries.find((entry) => entry.kind === 'ended');
  return {
    runId: started.runId,
    startedAt: started.at,
    request: started.request,
    steps: finishedSteps(entries),
    endedAt: ended?.at ?? null,
    outcome: ended?.outcome ?? null,
    summary: ended?.summary ?? null,
  };
}

/** A step that ran twice, because its result no longer held, counts with its last result. */
function finishedSteps(entries: readonly JournalEntry[]): FinishedStep[] {
  const byName = new Map<string, FinishedStep>();
  for (const entry of entries) {
    const step = entry.kind === 'step' ? parseStep(entry.name) : null;
    if (entry.kind === 'step' && step !== null) byName.set(entry.name, { step, ms: entry.ms, result: entry.result });
  }
  return [...byName.values()];
}

function parseEntry(line: string): JournalEntry[] {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

function toJson(value: unknown): unknown {
  return value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)));
}
