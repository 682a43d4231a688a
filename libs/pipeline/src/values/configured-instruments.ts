import { isTradingDate } from '@tickerlake/market-calendar';
import { tickerSchema } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { Absence } from './absence.ts';
import { doOverlap, type Instrument, toInstrument } from './instrument.ts';

const date = z
  .string()
  .refine(isTradingDate, 'write it as YYYY-MM-DD')
  .meta({ description: 'a New York trading date, YYYY-MM-DD' });

/**
 * Schema of the configured instruments: they replace everything that is known of their tickers otherwise.
 *
 * @example
 * configuredInstruments.parse([{ ticker: 'META', validFrom: '2022-06-09' }]);
 */
export const configuredInstruments = z
  .array(
    z
      .strictObject({
        ticker: tickerSchema.meta({ description: 'a ticker as the vendor spells it, case-sensitive' }),
        name: z.string().min(1).optional().meta({ description: 'the name of the company, fund or pair' }),
        exchange: z.string().min(1).optional().meta({ description: 'market identifier code, such as XNAS' }),
        figi: z.string().min(1).optional().meta({ description: 'composite FIGI' }),
        validFrom: date
          .optional()
          .meta({ description: 'first trading date: bars before it are of another instrument' }),
        validTo: date.optional().meta({ description: 'last trading date: bars after it are of another instrument' }),
        successor: tickerSchema.optional().meta({ description: 'the ticker that it has since then' }),
        halted: z
          .array(date)
          .optional()
          .meta({ description: 'trading dates on which it was halted from open to close: no bars are expected' }),
      })
      .refine(({ validFrom, validTo }) => validFrom === undefined || validTo === undefined || validFrom <= validTo, {
        error: ({ input }) => {
          const { ticker, validFrom, validTo } = input as Record<string, string>;
          return `${ticker} cannot be listed on ${validFrom}, after its last day ${validTo}: swap validFrom and validTo`;
        },
      }),
  )
  .superRefine((instruments, context) => {
    const cycle = findCycle(instruments);
    if (cycle !== null)
      context.addIssue({
        code: 'custom',
        message: `${cycle.join(' becomes ')}: a rename cannot lead back; correct a "successor", or give each row the validFrom and validTo of that name`,
      });
    for (const [index, one] of instruments.entries())
      for (const other of instruments.slice(0, index))
        if (doOverlap(one, other))
          context.addIssue({
            code: 'custom',
            message: `${one.ticker} names two instruments at the same time: give each a validFrom and a validTo that do not overlap`,
          });
  });

interface Named {
  readonly ticker: string;
  readonly validTo?: string | undefined;
  readonly successor?: string | undefined;
}

/** Tickers whose renames lead back to the first of them; null when none do. A ticker that comes back on a later date is no cycle. */
function findCycle(instruments: readonly Named[]): readonly string[] | null {
  for (const first of instruments) {
    const path = [first];
    for (let next = successorOf(first, instruments); next !== undefined; next = successorOf(next, instruments)) {
      if (next === first) return [...path, first].map(({ ticker }) => ticker);
      if (path.includes(next)) break;
      path.push(next);
    }
  }
  return null;
}

const successorOf = ({ successor, validTo }: Named, all: readonly Named[]): Named | undefined =>
  all.find((one) => one.ticker === successor && (one.validTo ?? '9999') > (validTo ?? ''));

/** The instruments of a configuration. */
export type ConfiguredInstruments = z.output<typeof configuredInstruments>;

/**
 * The configured instruments like those of a source.
 *
 * @example
 * fromConfiguration([{ ticker: 'META', validFrom: '2022-06-09' }])[0].source; // 'configured'
 */
export const fromConfiguration = (configured: ConfiguredInstruments): Instrument[] =>
  configured.map(({ halted: _, ...facts }) => toInstrument({ ...facts, source: 'configured' }));

/**
 * The configured days without trading.
 *
 * @example
 * haltAbsences([{ ticker: 'GME', halted: ['2021-01-28'] }])[0].reason; // 'halted'
 */
export const haltAbsences = (configured: ConfiguredInstruments): Absence[] =>
  configured.flatMap(({ ticker, halted = [] }) =>
    halted.map((day): Absence => ({ ticker, from: day, to: day, reason: 'halted' })),
  );
