import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import * as z from 'zod';
import { home, temporaryFolder } from '../../testing/run-command.ts';
import { openServed } from './open-served.ts';

const shared = join(home, '../shared');
const answersFile = join(shared, 'cases/serve/trino-476-answers.json');
/** Whether the recorded answers are there; under CI they have to be. */
export const hasTrinoAnswers = existsSync(answersFile) || process.env['CI'] === 'true';

const answer = z.union([
  z.object({ columns: z.array(z.array(z.string())), rows: z.array(z.array(z.string().nullable())) }),
  z.object({ refused: z.string() }),
]);
type Answer = z.output<typeof answer>;
const cases = z.array(z.object({ sql: z.string(), trino: answer }));

const atOnce = 4;

/** What a publish makes itself: the ids of its runs. */
const runIds = /^01[0-9A-Z]{14,}$/;
/** Digits of a double that sums agree in, whatever the order in which they are added. */
const digits = 10;
/** Statements about tables that exist only in the lake of the recorded answers, and why they are left out. */
const ofAnotherLake: Readonly<Record<string, string>> = {
  'show tables': 'raw_bars is a table of the lake only: a laptop keeps what has landed as files',
};

function cell(text: string | null, type: string): string | null {
  if (text === null || runIds.test(text)) return text === null ? null : 'a run';
  return type === 'double' && Number.isFinite(Number(text)) ? Number(text).toPrecision(digits) : text;
}

/** Rows without an order are compared as a set. */
function linesOf(sql: string, { columns, rows }: Extract<Answer, { rows: unknown }>): string[] {
  const lines = rows.map((row) => JSON.stringify(row.map((text, index) => cell(text, columns[index]?.[1] ?? ''))));
  return /order by/i.test(sql) ? lines : lines.sort();
}

function compare(sql: string, ours: Answer, trino: Answer): 'equal' | 'refused' | 'different' {
  if ('refused' in ours) return 'refused' in trino ? 'equal' : 'refused';
  if ('refused' in trino) return 'different';
  const isEqual =
    JSON.stringify(ours.columns) === JSON.stringify(trino.columns) &&
    JSON.stringify(linesOf(sql, ours)) === JSON.stringify(linesOf(sql, trino));
  return isEqual ? 'equal' : 'different';
}

/** How the endpoint answers statements that Trino 476 has answered. */
export interface Comparison {
  /** Answered, or refused, as by Trino. */
  equal: number;
  /** Answered by Trino and refused here. */
  refused: number;
  readonly different: { readonly sql: string; readonly ours: Answer; readonly trino: Answer }[];
}

/**
 * Publishes the recorded market, serves it from the bundle that ships, and sends every `step`-th of the statements.
 *
 * @example
 * const { different } = await compareWithTrino(5); // []
 */
export async function compareWithTrino(step: number): Promise<Comparison> {
  const served = await openServed(await temporaryFolder(), [
    '--source',
    'replay',
    '--replay-dir',
    join(shared, 'market-data/polygon-hourly'),
    '--tickers',
    'magnificent7',
  ]);
  const asked = cases
    .parse(JSON.parse(readFileSync(answersFile, 'utf8')))
    .filter(({ sql }, index) => index % step === 0 && !(sql in ofAnotherLake));
  const found: Comparison = { equal: 0, refused: 0, different: [] };
  for (let from = 0; from < asked.length; from += atOnce) {
    await Promise.all(
      asked.slice(from, from + atOnce).map(async ({ sql, trino }) => {
        const ours = await served.ask(sql, /hourly_volatility/i.test(sql) ? 'tickerlake' : 'default');
        const verdict = compare(sql, ours, trino);
        if (verdict === 'different') found.different.push({ sql, ours, trino });
        else found[verdict] += 1;
      }),
    );
  }
  await served.close();
  expect(found.equal + found.refused + found.different.length).toBe(asked.length);
  return found;
}
