import { assertGate, type QualityResult } from '@tickerlake/data-quality';
import { type Month, monthRange } from '../../../values/month.ts';
import type { StagedBuild, TablePart } from '../../../ports/warehouse.ts';
import { lastSession } from '../../../request/resolve-request.ts';
import type { DuckDbEngine } from '../../../engines/duckdb/duckdb-session.ts';
import type { LandingReceipts } from '../../../ingest/landing-files/landing-receipts.ts';
import { checkCandidate } from '../../../check/check-local-candidate.ts';
import type { LocalRelease } from '../../../storage/releases/release-store.ts';
import type { MonthBuilt } from './build-month.ts';
import { type Rebuild, rebuiltTables } from './rebuild.ts';
import type { RebuildTarget } from './rebuild-target.ts';

/**
 * Checks each month as the last run that brought bars of it checked it. When only the results are lost, checks what is published.
 *
 * @param target given when the published results are lost.
 * @throws {QualityGateError} when a rule of severity error failed, unless the rebuild accepts losses.
 * @example
 * const { results, parts } = await checkMonths(engine, rebuild, runId, built, null);
 */
export async function checkMonths(
  engine: DuckDbEngine,
  rebuild: Rebuild,
  runId: string,
  built: readonly MonthBuilt[],
  target: RebuildTarget | null,
): Promise<{ readonly results: readonly QualityResult[]; readonly parts: readonly TablePart[] }> {
  const results: QualityResult[] = [];
  const parts: TablePart[] = [];
  const base = target?.base ?? null;
  const again =
    base === null || built.length > 0
      ? []
      : [
          {
            staged: publishedBuilds(base),
            tickers: base.tickers,
            absences: base.absences ?? [],
            from: base.from,
            to: base.to,
            name: 'results',
          },
        ];
  const candidates = [
    ...again,
    ...built.flatMap(({ month, build, newest }) =>
      build === null || newest === undefined
        ? []
        : [
            {
              staged: [build],
              tickers: newest.tickers,
              absences: newest.absences ?? [],
              ...clip(newest, month),
              name: month,
            },
          ],
    ),
  ];
  for (const { name, ...candidate } of candidates) {
    const now = rebuild.clock.now();
    const close = lastSession(candidate.tickers, rebuild.calendars, candidate.from, candidate.to)?.closeMs;
    const session = await engine.connect<unknown>();
    const checked = await checkCandidate(
      session.db,
      rebuild.paths,
      {
        ...candidate,
        runId: `${runId}-${name}`,
        rules: rebuild.rules,
        freshAt: close === undefined ? now : new Date(close),
        checkedAt: now,
      },
      { calendars: rebuild.calendars },
    ).finally(() => session.close());
    results.push(...checked.results);
    parts.push(checked.resultsPart);
  }
  if (!rebuild.acceptsLoss) assertGate(results);
  return { results, parts };
}

/** The published months that the release's last run requested, as builds. */
function publishedBuilds(base: LocalRelease): StagedBuild[] {
  const months = Object.keys(base.tables['bars'] ?? {}).filter(
    (month) => month >= base.from.slice(0, 7) && month <= base.to.slice(0, 7),
  );
  return months.flatMap((month) => {
    const parts = rebuiltTables.map((name) => [name, base.tables[name]?.[month]?.[0]] as const);
    if (parts.some(([, part]) => part === undefined)) return [];
    return [
      {
        months: [month],
        builtOn: '',
        tables: Object.fromEntries(parts.flatMap(([name, part]) => (part === undefined ? [] : [[name, part]]))),
        newestDates: {},
        landedBars: 0,
        newBars: 0,
        isChanged: true,
        corrections: { bars: 0, hours: 0, maxChange: 0, samples: [] },
      },
    ];
  });
}

function clip({ from, to }: LandingReceipts, month: Month): { from: string; to: string } {
  const range = monthRange(month);
  return { from: from > range.from ? from : range.from, to: to < range.to ? to : range.to };
}
