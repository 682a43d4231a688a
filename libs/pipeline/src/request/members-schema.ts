import { type Member, tickerSchema, toMembers } from '@tickerlake/record-schema';
import * as z from 'zod';

const ticker = tickerSchema.meta({ description: 'a ticker as the vendor spells it, case-sensitive' });

const date = z.iso.date('write it as YYYY-MM-DD');

/**
 * Schema of a universe in the configuration: tickers, or members with the dates between which they are expected.
 *
 * @example
 * membersSchema.parse(['AAPL', { ticker: 'INTC', to: '2024-11-07' }]);
 */
export const membersSchema = z
  .array(
    z.union([
      ticker,
      z.strictObject({
        ticker,
        from: date.optional().meta({ description: 'the first trading date of the membership, in New York' }),
        to: date.optional().meta({ description: 'the last one' }),
      }),
    ]),
  )
  .min(1, 'name at least one ticker')
  .superRefine((list, context) => {
    const members = toMembers(list);
    for (const [index, one] of members.entries()) {
      const fault = faultOf(one, members.slice(0, index));
      if (fault !== null) context.addIssue({ code: 'custom', path: [index], message: fault });
    }
  });

function faultOf({ ticker: name, from, to }: Member, before: readonly Member[]): string | null {
  if (from !== undefined && to !== undefined && from > to)
    return `${name} cannot be a member from ${from} to ${to}, which is before: swap from and to`;
  const other = before.find(
    (one) => one.ticker === name && (one.from ?? '') <= (to ?? '9999') && (from ?? '') <= (one.to ?? '9999'),
  );
  const isSameTicker = other !== undefined && [from, to, other.from, other.to].every((end) => end === undefined);
  if (other === undefined || isSameTicker) return null;
  return `${name} is a member twice at the same time: give each membership a from and a to that do not overlap`;
}
