import { grafanaSettings } from '@tickerlake/dashboards/apply';
import { type UniverseName, universes } from '@tickerlake/record-schema';
import * as z from 'zod';

// Object.keys forgets the type that it lists.
const universeNames = Object.keys(universes) as UniverseName[];

const ticker = z
  .string()
  .regex(/^[A-Za-z0-9:.]{1,32}$/, 'a ticker holds letters, digits, "." and ":" (AAPL, BRK.B, X:BTCUSD)')
  .meta({ description: 'a ticker as the vendor spells it, case-sensitive' });

/**
 * `tickerlake.config.json`. Everything has a default; unknown keys are refused, so that a misspelt one is not silently
 * without effect. Secrets never stand here.
 *
 * @example
 * configSchema.parse({ universe: 'magnificent7', source: 'simulated' });
 */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'for editors' }),
    universe: z
      .union([
        z.enum(universeNames, `the universes are ${universeNames.join(', ')}; or give a list of tickers`),
        z.array(ticker).min(1, 'name at least one ticker'),
      ])
      .default('magnificent7')
      .meta({ description: 'a named universe, or a list of tickers' }),
    source: z.enum(['polygon', 'simulated', 'replay']).optional().meta({ description: 'where bars come from; by default polygon when an API key is set, otherwise simulated' }),
    replayDir: z.string().optional().meta({ description: 'folder of recorded answers, for source replay' }),
    timespan: z.enum(['minute', 'hour']).default('minute').meta({ description: 'bars to ask for: minute bars cost the same calls and give session-aligned hours' }),
    target: z.literal('local').default('local').meta({ description: 'where tables are built' }),
    dataDir: z.string().min(1).default('.tickerlake').meta({ description: 'folder of the stores, one per source' }),
    keepReleases: z.int().min(1).max(1000).default(5).meta({ description: 'how many releases stay to roll back to' }),
    memoryLimit: z.string().regex(/^\d+(\.\d+)?(MB|GB)$/, 'write it as 512MB or 1.5GB').default('1GB').meta({ description: 'memory of the local engine; beyond it spills to disk' }),
    quality: z
      .partialRecord(z.enum(['hourly_volatility', 'coverage', 'bars', 'sessions']), z.string())
      .optional()
      .meta({ description: 'table to DQDL file; by default quality/hourly_volatility.dqdl and quality/coverage.dqdl' }),
    polygon: z
      .strictObject({
        baseUrl: z.url().default('https://api.massive.com').meta({ description: 'https, or http on loopback' }),
        callsPerMinute: z.int().positive().nullable().default(5).meta({ description: 'the quota of the plan; null for none' }),
      })
      .prefault({}),
    simulated: z
      .strictObject({ seed: z.string().min(1).default('tickerlake').meta({ description: 'another seed is another market' }) })
      .prefault({}),
    grafana: grafanaSettings.prefault({}),
    preview: z
      .strictObject({ port: z.int().min(1).max(65535).default(4600).meta({ description: 'port of the page on loopback' }) })
      .prefault({}),
  })
  .meta({ title: 'tickerlake.config.json' });

/** The configuration, defaults filled in. */
export type Config = z.output<typeof configSchema>;
