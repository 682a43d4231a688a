import { RequestError } from '@tickerlake/pipeline';
import { publishedTableNames } from '../published/published-table-names.ts';
import { nearestName } from './nearest-name.ts';

/**
 * The name of a published table.
 *
 * @param what what is done with it, for the message.
 * @throws {RequestError} when there is none of that name.
 * @example
 * tableToRead('bars', 'check'); // 'bars'
 */
export function tableToRead(name: string, what: string): string {
  if (publishedTableNames.some((known) => known === name)) return name;
  const meant = nearestName(name, publishedTableNames);
  throw new RequestError(
    `There is no table ${name} to ${what}.${meant === null ? '' : ` Did you mean ${meant}?`} Tables: ${publishedTableNames.join(', ')}.`,
  );
}
