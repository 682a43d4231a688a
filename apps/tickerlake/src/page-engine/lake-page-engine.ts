import { sizeText } from '@tickerlake/record-schema';
import { type OpenCurrent, type Published, RequestError, type Scanned } from '@tickerlake/pipeline';
import type { Scans } from '@tickerlake/preview-api';
import { createAnswerCache } from './answer-cache.ts';
import { collectRows } from '../engine-process/collect-rows.ts';
import type { PageEngine } from './page-engine.ts';

/** What the page of a lake is made from. */
export interface LakePage {
  readonly published: Pick<Published, 'openCurrent' | 'state'>;
  /** What the page calls it. */
  readonly engine: Scans['engine'];
  readonly scanned: () => Scanned;
  /** The most bytes of all statements; by default no limit. */
  readonly maxPageBytes?: number;
  readonly nowMs?: () => number;
}

/** How soon the page sees a new release: each look is three calls of S3, about a dollar for a page that is open all month. */
const stateAgeMs = 15_000;

/**
 * The page's engine of a lake. Statements run on the lake's own engine; their rows are cached for each release, so that a reload scans
 * nothing. Once the limit is reached, no new statement runs.
 *
 * @example
 * const engine = startLakePageEngine({ published, engine: 'Athena', scanned, maxPageBytes: 107_374_182_400 });
 */
export function startLakePageEngine({
  published,
  engine,
  scanned,
  maxPageBytes,
  nowMs = Date.now,
}: LakePage): PageEngine {
  const ended = new AbortController();
  const running = new Set<Promise<unknown>>();
  const cached = createAnswerCache();
  let known: { readonly state: Promise<string>; readonly atMs: number } | null = null;
  let open: { readonly state: string; readonly current: Promise<OpenCurrent | null> } | null = null;

  const state = (): Promise<string> => {
    if (known !== null && nowMs() - known.atMs < stateAgeMs) return known.state;
    const asked = { state: published.state(), atMs: nowMs() };
    asked.state.catch(() => {
      if (known === asked) known = null;
    });
    known = asked;
    return asked.state;
  };

  /** What counts against the limit: on Athena what is billed. */
  const counted = ({ bytesBilled, bytesScanned }: Scanned): number => Math.max(bytesBilled, bytesScanned);

  function assertUnderLimit(): void {
    const total = scanned();
    if (maxPageBytes === undefined || counted(total) < maxPageBytes) return;
    const size = sizeText(counted(total));
    const used =
      engine === 'Athena'
        ? `Athena bills the statements of this page as ${size}, $${total.dollars.toFixed(4)}`
        : `Trino has scanned ${size} for this page`;
    throw new RequestError(
      `${used}, and the limit is ${sizeText(maxPageBytes)}: nothing more is run. What was answered stays. To go on, start "tickerlake preview" again, with a larger --max-page-bytes if need be.`,
    );
  }

  async function openAt(now: string): Promise<OpenCurrent | null> {
    if (open?.state !== now) open = { state: now, current: published.openCurrent() };
    const opened = open;
    return opened.current.catch((error: unknown) => {
      if (open === opened) open = null;
      throw error;
    });
  }

  async function run(now: string, sql: string, signal: AbortSignal) {
    assertUnderLimit();
    const current = await openAt(now);
    if (current === null) throw new RequestError('Nothing is published yet: run "tickerlake run" first.');
    return collectRows(current.read(sql, AbortSignal.any([signal, ended.signal])));
  }

  return {
    async rows(sql, signal) {
      const now = await state();
      return cached(now, sql, signal, (own) => {
        const work = run(now, sql, own);
        const settled = work.catch(() => undefined).finally(() => running.delete(settled));
        running.add(settled);
        return work;
      });
    },
    release: async () => (await openAt(await state()))?.release ?? null,
    state,
    scans() {
      const total = scanned();
      return { ...total, engine, countedBytes: counted(total), maxBytes: maxPageBytes ?? null };
    },
    async close() {
      ended.abort(new Error('The page was closed.'));
      await Promise.all(running);
    },
  };
}
