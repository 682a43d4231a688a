import type { TrinoClient } from '@tickerlake/athena-sql';
import { type Answer, compareAnswers } from '../answer.ts';
import type { AskedDuckDb } from '../ask-duckdb.ts';
import { askTrinoTogether } from '../ask-trino.ts';
import { type RandomExpression, randomExpressions } from './random-expression.ts';

/** The outcome of comparing random expressions. */
export interface FuzzResult {
  /** Both give the same answer. */
  equal: number;
  /** Refused by both: a failure of one row fails the statement. */
  refusedByBoth: number;
  /** Answered by Trino and refused by the endpoint. */
  refused: number;
  /** Reasons of refusals, with how often they were given. */
  readonly reasons: Map<string, number>;
  /** The smallest part that differs of each expression that does. */
  readonly different: { readonly sql: string; readonly ours: Answer; readonly trino: Answer }[];
}

/** Columns in one statement: planning costs more than evaluating. */
const together = 50;

/**
 * Compares random expressions on both engines: values, types and NULLs.
 *
 * @example
 * const { different } = await fuzzEngines({ client, duckDb, seed: 7, count: 200 });
 */
export async function fuzzEngines(asked: {
  readonly client: TrinoClient;
  readonly duckDb: AskedDuckDb;
  readonly seed: number;
  readonly count: number;
}): Promise<FuzzResult> {
  const all = randomExpressions(asked.seed, asked.count);
  const result: FuzzResult = { equal: 0, refusedByBoth: 0, refused: 0, reasons: new Map(), different: [] };
  for (const from of new Set(all.map((one) => one.from))) {
    const expressions = all.filter((one) => one.from === from);
    for (let start = 0; start < expressions.length; start += together)
      await compareSome(expressions.slice(start, start + together), from, asked, result);
  }
  return result;
}

async function compareSome(
  some: readonly RandomExpression[],
  from: string,
  asked: { readonly client: TrinoClient; readonly duckDb: AskedDuckDb },
  result: FuzzResult,
): Promise<void> {
  const answers = await askTrinoTogether(
    asked.client,
    some.map(({ sql }) => sql),
    from,
  );
  for (const [index, expression] of some.entries()) {
    const trino = answers[index] ?? { refused: '' };
    const ours = await asked.duckDb.ask(`SELECT ${expression.sql} ${from}`);
    const verdict = compareAnswers(ours, trino, 17);
    if (verdict === 'different') result.different.push(await smallest(expression, { ours, trino }, asked));
    else result['refused' in trino ? 'refusedByBoth' : verdict] += 1;
    if (verdict === 'refused' && 'refused' in ours) {
      const reason = ours.refused.replaceAll(/line \d+:\d+/g, 'line');
      result.reasons.set(reason, (result.reasons.get(reason) ?? 0) + 1);
    }
  }
}

/** The first part that differs too, and of that again. Parts of lambdas have no meaning alone: Trino refuses them. */
async function smallest(
  expression: RandomExpression,
  found: { readonly ours: Answer; readonly trino: Answer },
  asked: { readonly client: TrinoClient; readonly duckDb: AskedDuckDb },
): Promise<FuzzResult['different'][number]> {
  for (const part of expression.parts) {
    const [trino = { refused: '' }] = await askTrinoTogether(asked.client, [part.sql], part.from);
    const ours = await asked.duckDb.ask(`SELECT ${part.sql} ${part.from}`);
    if (compareAnswers(ours, trino, 17) === 'different') return smallest(part, { ours, trino }, asked);
  }
  return { sql: expression.sql, ...found };
}
