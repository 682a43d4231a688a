import {
  type Evidence,
  type ExplainedValue,
  type ExplainPorts,
  explainValue,
  type Explanation,
  readEvidences,
} from '@tickerlake/pipeline';
import { explainedTables } from '@tickerlake/record-schema';
import { sql } from 'kysely';

/** A repeatable series of numbers in [0, 1): a linear congruential generator. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/** Reading the evidence of a ticker's month costs more than explaining its values. */
const leastPerMonth = 200;

const shuffled = <One>(all: readonly One[], random: () => number): One[] =>
  all
    .map((one) => ({ one, turn: random() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ one }) => one);

/**
 * Explains random published values: of every ticker, month and date, of hours and of sessions, of every computed column.
 *
 * @param ports of a store on this machine or of a lake.
 * @param count how many at most; fewer if fewer are published.
 * @example
 * for await (const explanation of explainAtRandom(ports, 500, 1)) console.log(explanation.value);
 */
export async function* explainAtRandom(ports: ExplainPorts, count: number, seed: number): AsyncGenerator<Explanation> {
  const read = await ports.release();
  if (read === null) throw new Error('Nothing is published.');
  const random = randomFrom(seed);
  const published = await ports.ask((db) =>
    db
      .selectFrom('hourly_volatility')
      .select('ticker')
      .select((eb) => [
        eb.fn.min('trading_date').as('first'),
        eb.fn.max('trading_date').as('last'),
        sql<bigint>`count(*)`.as('hours'),
      ])
      .groupBy(['ticker', sql`substr(cast(trading_date as varchar), 1, 7)`])
      .orderBy('ticker')
      .orderBy('first'),
  );
  const months = shuffled(published, random)
    .slice(0, Math.ceil(count / leastPerMonth))
    .sort((a, b) => Number(a.hours) - Number(b.hours));
  let left = count;
  // Small months first: values that a small month lacks are taken from larger ones.
  for (const [index, { ticker, first, last }] of months.entries()) {
    const evidences = await readEvidences(ports, read, ticker, { from: first, to: last });
    const values = shuffled(evidences.flatMap(valuesOf), random).slice(0, Math.ceil(left / (months.length - index)));
    left -= values.length;
    for (const { evidence, value } of values) {
      const explanation = explainValue(evidence, value, ports.calendars);
      if (explanation === null)
        throw new Error(`${ticker} ${evidence.tradingDate} ${value.formula.column} is not explained.`);
      yield explanation;
    }
  }
}

/** Every computed value of a date. */
function valuesOf(evidence: Evidence): { readonly evidence: Evidence; readonly value: ExplainedValue }[] {
  const [hours, days] = explainedTables;
  return [
    ...hours.formulas.flatMap((formula) =>
      evidence.hours.map((hour) => ({ explained: hours, formula, startMs: hour.bar_start.getTime() })),
    ),
    ...(evidence.day === null ? [] : days.formulas.map((formula) => ({ explained: days, formula, startMs: null }))),
  ].map((value) => ({ evidence, value }));
}
