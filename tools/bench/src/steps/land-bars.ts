import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { LandingReceipt } from '@tickerlake/pipeline';
import { createLocalLanding, storePaths } from '@tickerlake/pipeline/local';
import { type JsonRow, rawBarLists, type rawBarsTable } from '@tickerlake/record-schema';
import { type BenchRange, calendars, createBenchRun, createBenchSource, marketNowMs } from '../bench-run.ts';

/** The receipts of the landed bars, as input of later steps. */
export const receiptsFile = 'receipts.json';

/** The same bars as newline-delimited JSON, a line a bar: what the plain `COPY` reads. */
export const plainFolder = 'plain';

/**
 * Lands the simulated bars of a range in a store, as a run does, and saves the receipts; and once more with a line for each bar.
 *
 * @example
 * await landBars('/data/bench', range);
 */
export async function landBars(store: string, range: BenchRange): Promise<void> {
  const { plan, signal } = await createBenchRun(range);
  const landing = createLocalLanding(storePaths(store), calendars);
  const source = createBenchSource();
  const receipts: LandingReceipt[] = [];
  for (const chunk of plan.chunks) {
    receipts.push(
      await landing.land({ runId: 'bench', startedAt: new Date(marketNowMs) }, chunk, source.fetchBars(chunk, signal)),
    );
  }
  await writeFile(join(store, receiptsFile), JSON.stringify(receipts));
  await mkdir(join(store, plainFolder), { recursive: true });
  for (const [index, { path }] of receipts.flatMap(({ files }) => files).entries()) {
    const lines = gunzipSync(await readFile(join(store, path)))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    const text = lines.map(toPlainLines).join('');
    await writeFile(join(store, plainFolder, `${index}.ndjson.gz`), gzipSync(text, { level: 1 }));
  }
}

function toPlainLines(line: string): string {
  const {
    ticker,
    bar_ms,
    starts_ms,
    adjusted,
    run_id,
    request_id,
    fetched_at_ms,
    ...lists
  }: JsonRow<typeof rawBarsTable> = JSON.parse(line);
  const common = { ticker, bar_ms, adjusted, run_id, request_id, fetched_at_ms };
  const values = { starts_ms, ...lists };
  return (starts_ms ?? [])
    .map((_, index) => {
      const own = rawBarLists.map(({ value, list }) => [value, values[list]?.[index] ?? null] as const);
      return `${JSON.stringify({ ...common, ...Object.fromEntries(own) })}\n`;
    })
    .join('');
}
