import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { tickerFault } from '@tickerlake/record-schema';
import { parseAggregatesAnswer } from '@tickerlake/polygon-client';
import * as z from 'zod';
import { barFault } from '../bar-fault.ts';
import { RequestError, StoreError } from '../../values/errors.ts';
import type { VendorBar } from '../../ports/bar-source.ts';
import { mapConcurrently } from '../../storage/map-concurrently.ts';
import { barLengthInName } from '../bar-length-text.ts';
import { barLengthOf, type BarLengthStatement } from './bar-length.ts';
import { recordedBarLength } from './recorded-request.ts';

/** A recorded answer of the aggregates endpoint. */
export interface RecordedAnswer {
  readonly path: string;
  readonly ticker: string;
  readonly bars: readonly VendorBar[];
  readonly barMs: number;
  /** Where the bar length is stated. */
  readonly barMsBy: string;
  readonly adjusted: boolean;
  readonly requestId: string | null;
}

/** What a folder holds. */
export interface RecordedAnswers {
  readonly answers: readonly RecordedAnswer[];
  /** Names of files whose answer has no bars. */
  readonly emptyFiles: readonly string[];
}

/** What to read, and how. */
export interface ReplayFolder {
  readonly folder: string;
  /** The length of all bars, as the user states it. */
  readonly bar?: BarLengthStatement;
  /** Called now and then with the number of files read. */
  readonly onProgress?: (read: number, total: number) => void;
}

const filesAtOnce = 16;
const progressEvery = 500;

/**
 * Reads every `*.json` of a folder as a recorded answer. An answer without a ticker belongs to the ticker that its file
 * is named after (`AAPL.json`, `X_BTCUSD.json`). The length of its bars is what the user states, else what the file states, else its
 * name, else the folder's name, else what the answer proves.
 *
 * @throws {RequestError} when the folder is missing or holds no answers.
 * @throws {StoreError} when a file cannot be read, is cut short, does not say how long its bars are, holds a value or ticker that cannot
 * be stored, or announces a next page that does not exist.
 * @throws {PolygonError} when a file holds an error answer: the same class as from the live API.
 * @example
 * const { answers } = await readReplayFolder({ folder: 'recorded' });
 */
export async function readReplayFolder({ folder, bar, onProgress }: ReplayFolder): Promise<RecordedAnswers> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new RequestError(
      `The replay folder ${folder} cannot be read: pass a folder of recorded answers with --replay-dir.`,
      { cause },
    );
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new RequestError(`The replay folder ${folder} holds no .json files.`);
  let read = 0;
  const answers = await mapConcurrently(files, filesAtOnce, async (name) => {
    const answer = await readAnswer(folder, name, bar ?? null);
    read += 1;
    if (read % progressEvery === 0) onProgress?.(read, files.length);
    return answer;
  });
  return {
    answers: answers.filter((answer) => answer !== null),
    emptyFiles: files.filter((_, index) => answers[index] === null),
  };
}

async function readAnswer(
  folder: string,
  name: string,
  bar: BarLengthStatement | null,
): Promise<RecordedAnswer | null> {
  const path = join(folder, name);
  const tickerByName = name.slice(0, -'.json'.length).replace(/^([A-Z])_/, '$1:');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw toFault(
      path,
      `it cannot be read as a file (${cause instanceof Error ? cause.message : String(cause)})`,
      cause,
    );
  });
  const body = parseJson(text, path);
  const answer = parseAggregatesAnswer(text, { httpStatus: statusOf(body), ticker: tickerByName });
  if (answer.nextUrl !== null) {
    throw toFault(
      path,
      `it announces a next page that a replay cannot fetch: bars after ${new Date(answer.bars.at(-1)?.t ?? 0).toISOString()} would be lost. Record all pages in one answer`,
    );
  }
  if (answer.bars.length === 0) return null;
  const ticker = answer.ticker ?? tickerByName;
  const wrong = tickerFault(ticker);
  if (wrong !== null) throw toFault(path, wrong);
  assertBars(answer.bars, ticker, path);
  const length = barLengthOf({
    bars: answer.bars,
    queryCount: answer.queryCount,
    stated: statementOf({ folder, name, body, bar, path }),
  });
  if ('fault' in length) throw toFault(path, length.fault);
  return {
    path,
    ticker,
    bars: answer.bars,
    barMs: length.barMs,
    barMsBy: length.by,
    adjusted: answer.adjusted ?? false,
    requestId: answer.requestId,
  };
}

function statementOf({
  folder,
  name,
  body,
  bar,
  path,
}: {
  readonly folder: string;
  readonly name: string;
  readonly body: unknown;
  readonly bar: BarLengthStatement | null;
  readonly path: string;
}): BarLengthStatement | null {
  const recorded = recordedBarLength(body);
  if (bar !== null && recorded !== null && recorded !== bar.barMs)
    throw toFault(path, `${bar.by} states another bar length than the file itself. Leave out ${bar.by}`);
  if (bar !== null) return bar;
  const statements = [
    { by: 'the file', barMs: recorded },
    { by: "the file's name", barMs: barLengthInName(name.slice(0, -'.json'.length)) },
    { by: "the folder's name", barMs: barLengthInName(basename(resolve(folder))) },
  ];
  for (const { by, barMs } of statements) if (barMs !== null) return { by, barMs };
  return null;
}

function assertBars(bars: readonly VendorBar[], ticker: string, path: string): void {
  for (const [index, bar] of bars.entries()) {
    const fault = barFault(bar);
    if (fault !== null) throw toFault(path, `bar ${index + 1} of ${ticker} (t ${bar.t}): ${fault}. Correct the value`);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw toFault(path, 'it is not valid JSON: it was cut short or is not a recorded answer', cause);
  }
}

const toFault = (path: string, fault: string, cause?: unknown): StoreError =>
  new StoreError(`${path}: ${fault.replace(/\.$/, '')}. Or remove the file; nothing was replayed.`, { path, cause });

const statusSchema = z.looseObject({ status: z.string().optional(), error: z.string().optional() });

/** Recorded bodies have no HTTP status: it is inferred from the vendor's `status` in them. */
function statusOf(body: unknown): number {
  const { status, error = '' } = statusSchema.safeParse(body).data ?? {};
  if (status === 'NOT_AUTHORIZED') return 403;
  if (status === 'NOT_FOUND') return 404;
  if (status !== 'ERROR') return 200;
  return /maximum requests per/i.test(error) ? 429 : 400;
}
