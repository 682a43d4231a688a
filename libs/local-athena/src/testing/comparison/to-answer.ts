import type { EnginePage } from '../../engine/query-engine.ts';
import { toAthenaText } from '../../values/athena-text.ts';
import { parseValueType } from '../../values/value-type.ts';
import type { Answer } from './answer.ts';

/**
 * The pages of an engine as one answer.
 *
 * @example
 * toAnswer(pages); // { columns: [['_col0', 'bigint']], rows: [['3']] }
 */
export function toAnswer(pages: readonly Pick<EnginePage, 'columns' | 'rows'>[]): Exclude<Answer, { refused: string }> {
  const columns = pages.find((page) => page.columns !== null)?.columns ?? [];
  const types = columns.map(({ type }) => parseValueType(type));
  return {
    columns: columns.map(({ name, type }) => [name, type]),
    rows: pages.flatMap(({ rows }) =>
      rows.map((row) => row.map((value, index) => toAthenaText(value, types[index] ?? unknown))),
    ),
  };
}

const unknown = parseValueType('unknown');
