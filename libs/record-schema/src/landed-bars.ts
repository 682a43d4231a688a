import type { JsonRow } from './column.ts';
import { rowSchema } from './row-schema.ts';
import { landedBarsTable, rawBarLists, rawBarsTable } from './tables/raw-bars.ts';

const lineSchema = rowSchema(rawBarsTable);
const barSchema = rowSchema(landedBarsTable);

/**
 * The bars of a landed line, in its order, whether the line is of this version or of an older one.
 *
 * @param line the parsed JSON of the line.
 * @throws {ZodError} for what is no row of `raw_bars`, and for a bar without a start or a price.
 * @example
 * const [first] = landedBars(JSON.parse(line));
 */
export function landedBars(line: unknown): JsonRow<typeof landedBarsTable>[] {
  const row = lineSchema.parse(line);
  const { ticker, bar_ms, adjusted, run_id, request_id, fetched_at_ms, vendor_ticker } = row;
  const common = { ticker, bar_ms, adjusted, run_id, request_id, fetched_at_ms, vendor_ticker };
  const starts = row.starts_ms ?? [row.bar_start_ms];
  return starts.map((_, index) =>
    barSchema.parse({
      ...common,
      ...Object.fromEntries(
        rawBarLists.map(({ value, list }) => [
          value,
          row.starts_ms === null ? row[value] : (row[list]?.[index] ?? null),
        ]),
      ),
    }),
  );
}
