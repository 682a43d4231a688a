import type { barDifferencesTable, SqlRow } from '@tickerlake/record-schema';
import { type QueryCreator, type RawBuilder, sql } from 'kysely';
import { type ComparedField, comparedFields, type ReconciledTables } from './compare-bars.ts';

type Difference = Omit<SqlRow<typeof barDifferencesTable>, 'witness' | 'reconciled_at'>;

/**
 * The differences of `compared_bars`: a row for each field of a bar that differs, and one, with the close, for a bar that one side lacks.
 *
 * Shows: `select "ticker", ..., 'different' as "kind", 'open' as "field", "open" as "value", "witness_open" as "witness_value", ... from
 * "compared_bars" where "is_here" and "is_there" and "open_differs" union all ...`
 *
 * @example
 * const query = listDifferences(db);
 */
export function listDifferences(db: QueryCreator<ReconciledTables>): RawBuilder<Difference> {
  const rows = (kind: Difference['kind'], field: ComparedField, condition: RawBuilder<unknown>) => {
    const [own, witness] = [sql.ref(field), sql.ref(`witness_${field}`)];
    return sql`${db
      .selectFrom('compared_bars')
      .select(['ticker', 'trading_date', 'session', 'bar_start', 'bar_ms'])
      .select([
        sql<string>`${sql.lit(kind)}`.as('kind'),
        sql<string>`${sql.lit(field)}`.as('field'),
        sql<number | null>`${own}`.as('value'),
        sql<number | null>`${witness}`.as('witness_value'),
        sql<number | null>`${own} - ${witness}`.as('difference'),
        sql<number | null>`(${own} - ${witness}) / nullif(${witness}, 0E0)`.as('relative_difference'),
      ])
      .where(sql<boolean>`${condition}`)}`;
  };
  return sql<Difference>`${sql.join(
    [
      ...comparedFields.map((field) =>
        rows('different', field, sql`is_here and is_there and ${sql.ref(`${field}_differs`)}`),
      ),
      rows('missing-here', 'close', sql`not is_here`),
      rows('missing-there', 'close', sql`not is_there`),
    ],
    sql` union all `,
  )}`;
}
