import { RequestError } from '@tickerlake/pipeline';
import { publishedTableNames } from '../published/published-table-names.ts';
import { nearestName } from './nearest-name.ts';

/**
 * The name of a published table.
 *
 * @throws {RequestError} when there is no such table; it names the nearest one.
 * @example
 * tableToRead('bars'); // 'bars'
 */
export function tableToRead(name: string): string {
  if (publishedTableNames.some((known) => known === name)) return name;
  const meant = nearestName(name, publishedTableNames);
  throw new RequestError(
    `There is no table ${name}.${meant === null ? '' : ` Did you mean ${meant}?`} Tables: ${publishedTableNames.join(', ')}.`,
  );
}
