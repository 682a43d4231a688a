import { rollUps } from '../ports/table-registry.ts';

/**
 * A query that counts the derived rows that differ between the staged and the published state, in both directions, as `changed_rows`.
 * They can differ without a changed bar: after an update of this program or of the calendar.
 *
 * Shows: `select cast(sum(n) as bigint) as changed_rows from ((select count(*) as n from ((select <columns> from staged_hours except
 * select <columns> from published_hours) union all (<the other way round>)) as differing_rows)) as differing_tables`
 *
 * @example
 * const { rows } = await sql.raw<{ changed_rows: bigint }>(countChangedRows()).execute(db);
 */
export function countChangedRows(): string {
  const counts = rollUps.map(({ table, staged, published }) => {
    const columns = table.columns.map(({ name }) => name).join(', ');
    const except = (a: string, b: string): string => `(select ${columns} from ${a} except select ${columns} from ${b})`;
    return `(select count(*) as n from (${except(staged, published)} union all ${except(published, staged)}) as differing_rows)`;
  });
  return `select cast(sum(n) as bigint) as changed_rows from (${counts.join(' union all ')}) as differing_tables`;
}
