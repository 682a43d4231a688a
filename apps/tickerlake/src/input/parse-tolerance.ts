import { RequestError } from '@tickerlake/pipeline';
import type { Tolerance } from '@tickerlake/market-sql';

const shareOf: Readonly<Record<string, number>> = { '%': 0.01, bp: 0.0001 };

/**
 * A tolerance as it is typed: a share (`0.01%`, `1bp`), or an amount in the unit of the values (`0.005`).
 *
 * @param of what it is for.
 * @param of.unit what a plain number means.
 * @throws {RequestError} for anything else.
 * @example
 * parseTolerance('1bp', { flag: '--price-tolerance', unit: 'dollars' }); // { share: 0.0001 }
 */
export function parseTolerance(
  text: string,
  { flag, unit }: { readonly flag: string; readonly unit: string },
): Tolerance {
  const [, number, suffix = ''] = /^(\d+(?:\.\d+)?) ?(%|bp)?$/.exec(text.trim()) ?? [];
  if (number === undefined)
    throw new RequestError(
      `${flag} ${text}: give a share such as 0.01% or 1bp, or a number of ${unit} such as 0.005; 0 is exact.`,
    );
  const share = shareOf[suffix];
  return share === undefined
    ? { absolute: Number(number) }
    : { share: Number((Number(number) * share).toPrecision(12)) };
}
