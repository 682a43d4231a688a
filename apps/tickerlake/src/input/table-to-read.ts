import { type Published, publishedTableNames, RequestError } from '@tickerlake/pipeline';
import { nearestName } from './nearest-name.ts';

/**
 * The name of a published table.
 *
 * @param target where it is read; by default any.
 * @throws {RequestError} when there is no such table; it names the nearest one.
 * @example
 * tableToRead('bars'); // 'bars'
 */
export function tableToRead(
  name: string,
  target?: { readonly name: string; readonly published: Pick<Published, 'tables'> },
): string {
  const known = target?.published.tables ?? publishedTableNames;
  if (known.includes(name)) return name;
  if (publishedTableNames.includes(name))
    throw new RequestError(`${target?.name} has no table ${name}: it is on this machine only. Add --target local.`);
  const meant = nearestName(name, known);
  throw new RequestError(
    `There is no table ${name}.${meant === null ? '' : ` Did you mean ${meant}?`} Tables: ${known.join(', ')}.`,
  );
}
