import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { RunRequest } from '../workflow/run-request.ts';
import type { StorePaths } from './store-paths.ts';

const requestSchema = z.object({
  tickers: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  barMs: z.number(),
  source: z.enum(['polygon', 'simulated', 'replay']),
});

const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), runId: z.string(), at: z.string(), request: requestSchema }),
  z.object({ kind: z.literal('step'), name: z.string(), at: z.string(), ms: z.number(), result: z.json().optional() }),
  z.object({
    kind: z.literal('ended'),
    at: z.string(),
    outcome: z.enum(['published', 'unchanged', 'checks-failed', 'abandoned']),
    summary: z.json(),
  }),
]);

type JournalEntry = z.infer<typeof entrySchema>;

/** How a run ended; `null` while it runs, or when it was killed. */
export type RunOutcome = Extract<JournalEntry, { kind: 'ended' }>['outcome'];

/** One run as its journal tells it. */
export interface JournaledRun {
  readonly runId: string;
  readonly startedAt: string;
  readonly request: RunRequest;
  readonly steps: ReadonlyMap<string, unknown>;
  /** How long each recorded step took, in milliseconds. */
  readonly stepMs: ReadonlyMap<string, number>;
  readonly endedAt: string | null;
  readonly outcome: RunOutcome | null;
  readonly summary: unknown;
}

/** The record of runs: what a killed run resumes from. */
export interface RunJournal {
  start(runId: string, at: Date, request: RunRequest): Promise<JournaledRun>;
  recordStep(runId: string, step: { name: string; at: Date; ms: number; result: unknown }): Promise<void>;
  end(runId: string, at: Date, outcome: RunOutcome, summary: unknown): Promise<void>;
  /** Newest first. */
  runs(): Promise<readonly JournaledRun[]>;
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
  return {
    async start(runId, at, request) {
      await append(runId, { kind: 'started', runId, at: at.toISOString(), request: { ...request, tickers: [...request.tickers] } });
      return { runId, startedAt: at.toISOString(), request, steps: new Map(), stepMs: new Map(), endedAt: null, outcome: null, summary: null };
    },
    recordStep: (runId, { name, at, ms, result }) =>
      append(runId, { kind: 'step', name, at: at.toISOString(), ms, result: z.json().optional().parse(toJson(result)) }),
    end: (runId, at, outcome, summary) =>
      append(runId, { kind: 'ended', at: at.toISOString(), outcome, summary: z.json().parse(toJson(summary)) }),
    async runs() {
      const names = await readdir(paths.runs).catch(() => []);
      const ids = names.filter((name) => name.endsWith('.jsonl')).map((name) => name.slice(0, -'.jsonl'.length));
      const runs = await Promise.all(ids.sort().reverse().map(async (id) => toRun(await readFile(paths.journal(id), 'utf8'))));
      return runs.filter((run) => run !== null);
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
    steps: new Map(entries.filter((entry) => entry.kind === 'step').map((entry) => [entry.name, entry.result])),
    stepMs: new Map(entries.filter((entry) => entry.kind === 'step').map((entry) => [entry.name, entry.ms])),
    endedAt: ended?.at ?? null,
    outcome: ended?.outcome ?? null,
    summary: ended?.summary ?? null,
  };
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
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)));
}
