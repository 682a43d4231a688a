import { dirname } from 'node:path';
import {
  type CheckOptions,
  checkRules,
  explainRules,
  type FilePort,
  type PlannedStatement,
  type QualityResult,
  type Reference,
} from '@tickerlake/data-quality';
import { tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { LookBack } from '../ports/quality-memory.ts';
import type { Calendars } from '../ports/calendars.ts';
import { seasonOf } from './season-of.ts';
import type { DatasetRules } from '../ports/warehouse.ts';

/** Which rules to evaluate, on which engine, at which time. */
export interface DatasetsCheck {
  /** An engine that knows the tables by the names in the rules. */
  readonly db: Kysely<unknown>;
  readonly rules: readonly DatasetRules[];
  /** The tickers that the data is expected to hold; rules read their number as `$tickers`. */
  readonly tickers: readonly string[];
  /** What `now()` means in rules. */
  readonly now: Date;
  /** What that instant is, for messages: `the end of the requested range`. */
  readonly clock: string;
  /** Seasons follow the calendar of New York. */
  readonly calendars: Pick<Calendars, 'XNYS'>;
  /** The moment that the data describes, for its season: the end of the requested range. Default `now`. */
  readonly measuredAt?: Date;
  /** What earlier runs measured; by default nothing is known. */
  readonly lookBack?: LookBack;
  /** Sizes and prices, and the most bytes that the rules of a table may read. Default: unknown, and no limit. */
  readonly costs?: CheckOptions<unknown>['costs'];
  readonly maxScanBytes?: number;
  /** The files that rules about files see, from a ruleset's folder; by default none. */
  readonly filesFrom?: (folder: string) => FilePort;
}

/** Every table, for rules that compare two. */
const references: Readonly<Record<string, Reference>> = Object.fromEntries(
  tables.map(({ name, columns }) => [name, { dataset: name, columns }]),
);

/**
 * Evaluates the rules of every table, one scan per table.
 *
 * @throws {ScanLimitError} where the rules of a table would read more than `maxScanBytes`; no statement of that table has run.
 * @throws the engine's own errors. A rule that cannot be evaluated is a result, not an exception.
 * @example
 * const results = await checkDatasets({ db, rules, tickers: ['AAPL'], now: candidate.freshAt, clock: 'the end of the requested range', calendars });
 */
export async function checkDatasets(check: DatasetsCheck): Promise<QualityResult[]> {
  const results: QualityResult[] = [];
  for (const rules of check.rules) results.push(await checkRules(optionsOf(check, rules)));
  return results;
}

/**
 * The statements of a check of every table, without running any.
 *
 * @example
 * const [{ dataset, statements }] = planDatasets({ db, rules, tickers: ['AAPL'], now, clock: 'the clock of this machine', calendars, costs });
 */
export const planDatasets = (
  check: DatasetsCheck,
): { readonly dataset: string; readonly statements: readonly PlannedStatement[] }[] =>
  check.rules.map((rules) => ({ dataset: rules.dataset, statements: explainRules(optionsOf(check, rules)) }));

function optionsOf(check: DatasetsCheck, { dataset, ruleset, onNoHistory }: DatasetRules): CheckOptions<unknown> {
  const { db, tickers, now, clock, calendars, measuredAt, lookBack, filesFrom, costs, maxScanBytes } = check;
  return {
    db,
    dataset,
    columns: tables.find((table) => table.name === dataset)?.columns ?? [],
    ruleset,
    now,
    clock,
    parameters: { tickers: String(tickers.length) },
    references,
    seasonOf: (at) => seasonOf(calendars.XNYS, at),
    ...(measuredAt === undefined ? {} : { measuredAt }),
    ...(filesFrom === undefined ? {} : { files: filesFrom(dirname(ruleset.file)) }),
    ...(lookBack === undefined ? {} : { history: lookBack(dataset) }),
    ...(onNoHistory === undefined ? {} : { onNoHistory }),
    ...(costs === undefined ? {} : { costs }),
    ...(maxScanBytes === undefined ? {} : { maxScanBytes }),
  };
}
