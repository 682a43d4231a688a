import { greatest } from '@tickerlake/athena-sql';
import type { barsTable, SqlRow } from '@tickerlake/record-schema';
import { type QueryCreator, sql } from 'kysely';

/** Up to which difference two values count as the same: in the unit of the values, or as a share of the witness's value. */
export type Tolerance = { readonly absolute: number } | { readonly share: number };

/** One for open, high, low and close, and one for the volume. */
export interface BarTolerance {
  readonly price: Tolerance;
  readonly volume: Tolerance;
}

/** The columns of a bar that are compared. VWAP and number of trades are not: each vendor has its own rule for them. */
export const comparedFields = ['open', 'high', 'low', 'close', 'volume'] as const;

/** One of them. */
export type ComparedField = (typeof comparedFields)[number];

type Bar = SqlRow<typeof barsTable>;
type Sides = { [F in ComparedField]: number | null } & { [F in ComparedField as `witness_${F}`]: number | null };
type Differs = { [F in ComparedField as `${F}_differs`]: boolean };

/** A bar that either side has, with both sides' values. */
export type ComparedBar = Pick<Bar, 'ticker' | 'trading_date' | 'session' | 'bar_start' | 'bar_ms'> &
  Sides &
  Differs & { readonly is_here: boolean; readonly is_there: boolean; readonly is_different: boolean };

/** The relations that a comparison reads and makes, by name. */
export type ReconciledTables = {
  /** The published bars. */
  own_bars: Bar;
  /** Those of another source, of the same tickers, dates and bar sizes. */
  witness_bars: Bar;
  compared_bars: ComparedBar;
  shifted_sessions: { ticker: string; trading_date: string; time_shift_ms: bigint };
};

const located = ['ticker', 'trading_date', 'session', 'bar_start', 'bar_ms'] as const;

/** Sums of binary fractions: 100.01 - 100 is a little more than 0.01. */
const rounding = 1 + 1e-9;

/**
 * The relation `compared_bars`: every bar that either side has, with both sides' values. A value that one side does not have, such as the
 * volume of an index, is not compared.
 *
 * Shows: `select coalesce("o"."ticker", "w"."ticker") as "ticker", ..., "o"."ticker" is not null as "is_here", ..., "o"."open", "w"."open" as
 * "witness_open", abs("o"."open" - "w"."open") > abs("w"."open") * 1E-4 as "open_differs", ... from "own_bars" as "o" full join "witness_bars" as "w" on ...`
 *
 * @example
 * const query = compareBars(db, { price: { share: 0.0001 }, volume: { share: 0.01 } });
 */
export function compareBars(db: QueryCreator<ReconciledTables>, tolerance: BarTolerance) {
  const differs = (field: ComparedField) => {
    const [own, witness] = [sql.ref(`o.${field}`), sql.ref(`w.${field}`)];
    const limit = field === 'volume' ? tolerance.volume : tolerance.price;
    const most =
      'share' in limit
        ? sql`abs(${witness}) * ${double(limit.share * rounding)}`
        : sql`${double(limit.absolute * rounding)}`;
    return sql<boolean>`coalesce(abs(${own} - ${witness}) > ${most}, false)`;
  };
  return db
    .selectFrom('own_bars as o')
    .fullJoin('witness_bars as w', (join) =>
      join
        .onRef('w.ticker', '=', 'o.ticker')
        .onRef('w.bar_ms', '=', 'o.bar_ms')
        .onRef('w.bar_start', '=', 'o.bar_start'),
    )
    .select(located.map((name) => sql`coalesce(${sql.ref(`o.${name}`)}, ${sql.ref(`w.${name}`)})`.as(name)))
    .select([
      sql<boolean>`o.ticker is not null`.as('is_here'),
      sql<boolean>`w.ticker is not null`.as('is_there'),
      sql<boolean>`${sql.join(comparedFields.map(differs), sql` or `)}`.as('is_different'),
    ])
    .select(
      comparedFields.flatMap((field) => [
        sql.ref(`o.${field}`).as(field),
        sql.ref(`w.${field}`).as(`witness_${field}`),
        differs(field).as(`${field}_differs`),
      ]),
    );
}

/** A double in SQL, which Trino would otherwise read as a decimal. */
export const double = (value: number) =>
  sql<number>`${sql.raw(value.toExponential().replace('e', 'E').replace('E+', 'E'))}`;

/**
 * The largest absolute difference of a price of a compared bar; NULL where one side lacks it.
 *
 * @param relativeTo makes it a share of that side's price.
 * @example
 * db.selectFrom('compared_bars').select((eb) => eb.fn.max(largestOfPrices()).as('max_price_difference'));
 */
export function largestOfPrices(relativeTo?: 'witness') {
  const [open, high, low, close] = (['open', 'high', 'low', 'close'] as const).map((field) => {
    const witness = sql.ref(`witness_${field}`);
    const difference = sql<number | null>`abs(${sql.ref(field)} - ${witness})`;
    return relativeTo === undefined ? difference : sql<number | null>`${difference} / nullif(abs(${witness}), 0E0)`;
  });
  return greatest<number | null>(open ?? sql`null`, high ?? sql`null`, low ?? sql`null`, close ?? sql`null`);
}
