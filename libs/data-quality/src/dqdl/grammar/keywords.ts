/** Words with a meaning of their own, in the letter cases that AWS's parser knows (dqdl d360214). */
const keywords: readonly string[] = [
  'Metadata',
  'DataSources',
  'DefaultLabels',
  'Rules',
  'Analyzers',
  'in',
  'not',
  'between',
  'matches',
  'where',
  'with',
  'labels',
  'and',
  'AND',
  'or',
  'OR',
  'of',
  'OF',
  'null',
  'NULL',
  'empty',
  'EMPTY',
  'whitespaces_only',
  'WHITESPACES_ONLY',
  'days',
  'hours',
  'minutes',
  'B',
  'KB',
  'MB',
  'GB',
  'TB',
];

/**
 * Whether a word needs quotes to be the name of a column.
 *
 * @example
 * isKeyword('days'); // true: write "days"
 */
export const isKeyword = (word: string): boolean => keywords.includes(word);
