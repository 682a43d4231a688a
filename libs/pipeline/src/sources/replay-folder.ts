import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarIdOf } from '@tickerlake/record-schema';
import { parseAggregatesAnswer } from '@tickerlake/polygon-client';
import { RequestError, StoreError } from '../errors.ts';
import type { VendorBar } from '../ports/bar-source.ts';
import { barLengthMs } from './bar-length.ts';

/** A recorded answer of the aggregates endpoint. */
export interface RecordedAnswer {
  readonly path: string;
  readonly ticker: string;
  readonly bars: readonly VendorBar[];
  readonly barMs: number;
  readonly adjusted: boolean;
  readonly requestId: string | null;
}

/**
 * Reads every `*.json` of a folder as a recorded answer. An answer without a ticker belongs to the ticker that its file
 * is named after (`AAPL.json`, `X_BTCUSD.json`).
 *
 * @throws {RequestError} when the folder is missing or holds no answers.
 * @throws {StoreError} when a file is cut short, holds bars of no known length, or announces a next page that is not there.
 * @throws {PolygonError} when a file holds an error answer: the same class as from the live API.
 * @example
 * const answers = await readReplayFolder('recorded');
 */
export async function readReplayFolder(folder: string): Promise<RecordedAnswer[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new RequestError(`The replay folder ${folder} cannot be read: pass a folder of recorded answers with --replay-dir.`, { cause });
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new RequestError(`The replay folder ${folder} holds no .json files.`);
  const answers = await Promise.all(files.map((name) => readAnswer(folder, name)));
  return answers.filter((answer) => answer !== null);
}

async function readAnswer(folder: string, name: string): Promise<RecordedAnswer | null> {
  const path = join(folder, name);
  const tickerByName = name.slice(0, -'.json'.length).replace(/^([A-Z])_/, '$1:');
  const text = await readFile(path, 'utf8');
  assertJson(text, path);
  const answer = parseAggregatesAnswer(text, { httpStatus: statusOf(text), ticker: tickerByName });
  if (answer.nextUrl !== null) {
    throw new StoreError(
      `${path} announces a next page that a replay cannot fetch: bars after ${new Date(answer.bars.at(-1)?.t ?? 0).toISOString()} would be lost. Record all pages in one answer, or remove the file.`,
      { path },
    );
  }
  const ticker = answer.ticker ?? tickerByName;
  if (answer.bars.length === 0) return null;
  const barMs = barLengthMs(answer.bars, calendarIdOf(ticker));
  if (barMs === null) throw new StoreError(`${path} holds bars that do not start on whole seconds: it is not a recorded answer. Remove or replace it; nothing was replayed.`, { path });
  return { path, ticker, bars: answer.bars, barMs, adjusted: answer.adjusted ?? false, requestId: answer.requestId };
}

function assertJson(text: string, path: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new StoreError(`${path} is not valid JSON: it was cut short or is not a recorded answer. Remove or replace it; nothing was replayed.`, { path, cause });
  }
}

/** Recorded bodies carry no HTTP status: the vendor's own word in them tells which one it was. */
function statusOf(text: string): number {
  const status: unknown = (JSON.parse(text) as { status?: unknown } | null)?.status;
  if (status === 'NOT_AUTHORIZED') return 403;
  if (status === 'NOT_FOUND') return 404;
  if (status !== 'ERROR') return 200;
  return /maximum requests per/i.test(text) ? 429 : 400;
}
