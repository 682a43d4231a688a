import { calendarSettingsSchema } from '@tickerlake/market-calendar';
import { universeNames } from '@tickerlake/record-schema';
import * as z from 'zod';
import { configuredInstruments } from '../values/configured-instruments.ts';
import { membersSchema } from './members-schema.ts';

/**
 * What people know of the market and of a run's tolerance, in the configuration of every app: the command, the Lambdas
 * and their deployment.
 *
 * @example
 * const configSchema = z.strictObject({ ...marketSettings, dataDir: z.string() });
 */
export const marketSettings = {
  universe: z
    .union([
      z.enum(universeNames, `the universes are ${universeNames.join(', ')}; or give a list of tickers`),
      membersSchema,
    ])
    .default('magnificent7')
    .meta({
      description: 'a named universe, or a list of tickers, each with the dates of its membership where known',
    }),
  calendar: calendarSettingsSchema.default({}).meta({
    description: 'closures, early closes and trading hours of New York that this release does not know',
  }),
  instruments: configuredInstruments.default([]).meta({
    description:
      'instruments in addition to what the source and this release know; they replace everything else about their tickers',
  }),
  followRenames: z.boolean().default(false).meta({
    description:
      'whether the past of an instrument is fetched under its former tickers (FB of META) and stored under the present one',
  }),
  onIncomplete: z.enum(['stop', 'hold-back']).default('stop').meta({
    description:
      'what a failed check or a refused ticker does: stop the run, or hold back that ticker alone and publish the others',
  }),
  onNoHistory: z.enum(['pass', 'warn', 'fail']).default('warn').meta({
    description:
      'what a rule with last() or DetectAnomalies does without enough history: nothing, exit code 4, or it stops the run; it never counts as passed',
  }),
};

const marketSettingsSchema = z.strictObject(marketSettings);

/** The market's settings, defaults filled in. */
export type MarketSettings = z.output<typeof marketSettingsSchema>;

/**
 * Picks the market's settings from a configuration, for another app.
 *
 * @throws {z.ZodError} naming every setting that cannot be used.
 * @example
 * const environment = { MARKET_SETTINGS: JSON.stringify(pickMarketSettings(JSON.parse(text))) };
 */
export const pickMarketSettings = (config: unknown): MarketSettings => z.object(marketSettings).parse(config);

/**
 * Schema of the market's settings as the JSON of an environment variable; the defaults when it is absent.
 *
 * @example
 * const Environment = z.object({ MARKET_SETTINGS: marketSettingsText });
 */
export const marketSettingsText = z
  .string()
  .default('{}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not valid JSON' });
      return z.NEVER;
    }
  })
  .pipe(marketSettingsSchema);
