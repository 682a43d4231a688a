import * as z from 'zod';
import { type ApiRequest } from '../market-context.ts';
import { parseQuery, wholeNumberText } from '../query-values.ts';
import { parseRowsQuery, toRowsPage } from './paged-rows.ts';

const QUERY = z.object({
  asset_class: z.enum(['stocks', 'options', 'crypto', 'fx', 'indices', 'futures']).optional(),
  locale: z.enum(['us', 'global']).optional(),
  limit: wholeNumberText(1, 1000).default(1000),
});

/**
 * Rows of a fixed list, filtered by `asset_class` and `locale` where a row has them.
 *
 * @example
 * return answerFixedRows(request, [{ id: 10, asset_class: 'stocks', locale: 'us' }]);
 */
export function answerFixedRows(
  request: ApiRequest,
  rows: readonly { readonly asset_class: string; readonly locale?: string }[],
): object {
  const { query, offset } = parseRowsQuery(request.query);
  const filter = parseQuery(QUERY, query);
  const passing = rows
    .filter((row) => filter.asset_class === undefined || row.asset_class === filter.asset_class)
    .filter((row) => filter.locale === undefined || row.locale === undefined || row.locale === filter.locale);
  return toRowsPage(request, query, passing, { offset, limit: filter.limit, hasCount: true });
}
