/**
 * What a reader of an empty store or lake is told.
 *
 * @param source when the reader is about one source of bars.
 * @example
 * nothingPublishedText('.tickerlake/replay', 'replay');
 * // 'Nothing is published in .tickerlake/replay yet: run "tickerlake run --source replay" first.'
 */
export const nothingPublishedText = (place: string, source?: string): string =>
  `Nothing is published in ${place} yet: run "tickerlake run${source === undefined ? '' : ` --source ${source}`}" first.`;
