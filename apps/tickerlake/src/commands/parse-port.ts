import { RequestError } from '@tickerlake/pipeline';

/**
 * A port as it was typed.
 *
 * @throws {RequestError} unless it is a number from 1 to 65535.
 * @example
 * parsePort('4600'); // 4600
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new RequestError(`--port ${text}: give a number from 1 to 65535.`);
  return port;
}
