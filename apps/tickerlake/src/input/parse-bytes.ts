import { bytesPer } from '@tickerlake/record-schema';
import { RequestError } from '@tickerlake/pipeline';

const units: Readonly<Record<string, number>> = bytesPer;

/**
 * A number of bytes, with units of 1,024 as in DQDL and on Athena's bill: `500MB`, `2 GB`, `1000`.
 *
 * @throws {RequestError} for anything else.
 * @example
 * parseBytes('--max-scan-bytes', '2 GB'); // 2147483648
 */
export function parseBytes(option: string, text: string): number {
  const [, amount, unit = 'B'] = /^(\d+(?:\.\d+)?)\s*([KMGT]?B)?$/i.exec(text.trim()) ?? [];
  const size = units[unit.toUpperCase()];
  if (amount === undefined || size === undefined)
    throw new RequestError(`${option} takes a size such as 500MB or 2GB, not "${text}".`);
  return Math.floor(Number(amount) * size);
}
