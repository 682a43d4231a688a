import { REFUSALS } from '../gate/api-refusal.ts';

/**
 * A cursor as the vendor writes it: base64 of a query string, without padding.
 *
 * @example
 * toCursor('limit=10&sort=asc'); // 'bGltaXQ9MTAmc29ydD1hc2M'
 */
export function toCursor(text: string): string {
  return btoa(text).replace(/=+$/, '');
}

/**
 * The query string inside a cursor.
 *
 * @throws ApiRefusal 400 when it is not base64
 * @example
 * parseCursor('bGltaXQ9MTAmc29ydD1hc2M').get('limit'); // '10'
 */
export function parseCursor(cursor: string): URLSearchParams {
  if (!/^[A-Za-z0-9+/]+$/.test(cursor) || cursor.length % 4 === 1)
    throw REFUSALS.badParameter('cursor', 'not a cursor of this server');
  return new URLSearchParams(atob(cursor));
}
