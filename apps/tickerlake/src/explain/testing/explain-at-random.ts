import { createCalendars, explainValue, type Explanation, readEvidence } from '@tickerlake/pipeline';
import { createLocalEvidence, createReleaseStore, openPublished, storePaths } from '@tickerlake/pipeline/local';
import { explainedTables } from '@tickerlake/record-schema';
import { asking } from '../open-explain-ports.ts';

/** A repeatable series of numbers in [0, 1): a linear congruential generator. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/** Reading the evidence of a day costs more than explaining its values. */
const leastPerDay = 40;

const shuffled = <One>(all: readonly One[], random: () => number): One[] =>
  all
    .map((one) => ({ one, turn: random() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ one }) => one);

/**
 * Explains random published values of a store: of every ticker and date, of hours and of sessions, of every computed column.
 *
 * @param root the store's folder.
 * @param count how many at most; fewer if fewer are published.
 * @example
 * for await (const explanation of explainAtRandom('.tickerlake/replay', 500, 1)) console.log(explanation.value);
 */
export async function* explainAtRandom(root: string, count: number, seed: number): AsyncGenerator<Explanation> {
  const paths = storePaths(root);
  const calendars = createCalendars();
  const release = await createReleaseStore(paths).current();
  const files = createLocalEvidence(paths);
  const read = await files.release();
  if (release === null || read === null) throw new Error(`Nothing is published in ${root}.`);
  const reader = await openPublished(paths, release);
  try {
    const random = randomFrom(seed);
    const published = await reader.db
      .selectFrom('hourly_volatility')
      .select(['ticker', 'trading_date'])
      .distinct()
      .orderBy('ticker')
      .orderBy('trading_date')
      .execute();
    const perDay = Math.max(leastPerDay, Math.ceil(count / published.length));
    const days = shuffled(published, random).slice(0, Math.ceil(count / perDay));
    const ports = { ...files, calendars, ask: asking(reader.db) };
    let left = count;
    for (const { ticker, trading_date: date } of days) {
      const evidence = await readEvidence(ports, read, ticker, date);
      const values = shuffled(
        [
          ...explainedTables[0].formulas.flatMap((formula) =>
            evidence.hours.map((hour) => ({
              explained: explainedTables[0],
              formula,
              startMs: hour.bar_start.getTime(),
            })),
          ),
          ...(evidence.day === null
            ? []
            : explainedTables[1].formulas.map((formula) => ({
                explained: explainedTables[1],
                formula,
                startMs: null,
              }))),
        ],
        random,
      ).slice(0, Math.min(perDay, left));
      left -= values.length;
      for (const value of values) {
        const explanation = explainValue(evidence, value, calendars);
        if (explanation === null) throw new Error(`${ticker} ${date} ${value.formula.column} is not explained.`);
        yield explanation;
      }
    }
  } finally {
    await reader.close();
  }
}
