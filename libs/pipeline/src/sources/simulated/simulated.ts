import * as z from 'zod';
import { defineSource } from '../source-definition.ts';

/** The simulated market, through the same client as the vendor's API. */
export const simulated = defineSource({
  name: 'simulated',
  summary: 'a simulated market, no key needed',
  assetClasses: ['stock', 'etf', 'index', 'crypto', 'forex'],
  stamps: { at: 'start', as: 'milliseconds since 1970, UTC' },
  sessions: ['night', 'pre-market', 'regular', 'post-market'],
  adjusted: 'never',
  barLengthsMs: [60_000, 3_600_000],
  hasSplits: true,
  callsPerMinute: null,
  barsPerCall: 50_000,
  callMs: 0,
  confirmsEmpty: true,
  isRecording: false,
  settings: {
    simulated: z
      .strictObject({
        seed: z
          .string()
          .min(1)
          .default('tickerlake')
          .meta({ description: 'a different seed gives a different market' }),
      })
      .prefault({}),
  },
  options: [
    {
      key: 'seed',
      flags: '--seed <text>',
      description: 'seed of the simulated market',
      setting: 'simulated.seed',
      reads: 'text',
    },
  ],
  secrets: [],
  load: async () => (await import('./open-simulated.ts')).openSimulated,
});
