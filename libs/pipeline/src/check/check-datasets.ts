import { dirname } from 'node:path';
import { checkRules, type FilePort, type QualityResult, type Reference } from '@tickerlake/data-quality';
import { tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { LookBack } from '../history/look-back.ts';
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
  /** What earlier runs measured; by default nothing is known. */
  readonly lookBack?: LookBack;
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
 * @throws the engine's own errors. A rule that cannot be evaluated is a result, not an exception.
 * @example
 * const results = await checkDatasets({ db, rules, tickers: ['AAPL'], now: candidate.freshAt, clock: 'the end of the requested range' });
 */
export async function checkDatasets({
  db,
  rules,
  tickers,
  now,
  clock,
  lookBack,
  filesFrom,
}: DatasetsCheck): Promise<QualityResult[]> {
  const results: QualityResult[] = [];
  const parameters = { tickers: String(tickers.length) };
  for (const { dataset, ruleset, onNoHistory } of rules) {
    const columns = tables.find((table) => table.name === dataset)?.columns ?? [];
    results.push(
      await checkRules({
        db,
        dataset,
        columns,
        ruleset,
        now,
        clock,
        parameters,
        references,
        ...(filesFrom === undefined ? {} : { files: filesFrom(dirname(ruleset.file)) }),
        ...(lookBack === undefined ? {} : { history: lookBack(dataset) }),
        ...(onNoHistory === undefined ? {} : { onNoHistory }),
      }),
    );
  }
  return results;
}
