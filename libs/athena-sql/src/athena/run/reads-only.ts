const readingWords = new Set(['select', 'with', 'values', 'table', 'show', 'describe', 'desc', 'explain']);

/**
 * Whether a statement only reads, by its first word after comments and parentheses: running it again harms nothing.
 * `EXPLAIN ANALYZE` runs what it explains, so it counts as what follows.
 *
 * @example
 * readsOnly('with t as (select 1) select * from t'); // true
 * readsOnly('insert into t select 1'); // false
 */
export function readsOnly(sql: string): boolean {
  const bare = sql.replace(/^(?:\s|\(|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
  const analyzed = /^explain\s+analyze\s+(?:verbose\s+)?([\s\S]*)$/i.exec(bare);
  if (analyzed?.[1] !== undefined) return readsOnly(analyzed[1]);
  return readingWords.has((/^[a-z]+/i.exec(bare)?.[0] ?? '').toLowerCase());
}
