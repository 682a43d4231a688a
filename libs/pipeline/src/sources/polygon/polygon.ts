import { defaultBaseUrl } from '@tickerlake/polygon-client';
import * as z from 'zod';
import { defineSource } from '../source-definition.ts';

/** The vendor's REST API. */
export const polygon = defineSource({
  name: 'polygon',
  summary: "the vendor's API",
  assetClasses: ['stock', 'etf', 'index', 'crypto', 'forex'],
  stamps: { at: 'start', as: 'milliseconds since 1970, UTC' },
  sessions: ['night', 'pre-market', 'regular', 'post-market'],
  adjusted: 'never',
  barLengthsMs: [60_000, 3_600_000],
  hasSplits: true,
  callsPerMinute: 5,
  barsPerCall: 50_000,
  // Until a response with 50,000 bars has arrived.
  callMs: 600,
  confirmsEmpty: true,
  isRecording: false,
  settings: {
    polygon: z
      .strictObject({
        baseUrl: z.url().default('https://api.massive.com').meta({ description: 'https, or http on loopback' }),
        callsPerMinute: z
          .int()
          .positive()
          .nullable()
          .default(5)
          .meta({ description: 'the quota of the plan; null for none' }),
      })
      .prefault({}),
  },
  options: [
    {
      key: 'baseUrl',
      flags: '--base-url <url>',
      description: "the vendor's address: https, or http on localhost",
      setting: 'polygon.baseUrl',
      reads: 'text',
    },
    {
      key: 'callsPerMinute',
      flags: '--calls-per-minute <n>',
      description: 'quota of your plan, or "unlimited"',
      setting: 'polygon.callsPerMinute',
      reads: 'quota',
    },
  ],
  secrets: ['MASSIVE_API_KEY', 'POLYGON_API_KEY'],
  home: new URL(defaultBaseUrl).host,
  host: ({ polygon: { baseUrl } }) => new URL(baseUrl).host,
  load: async () => (await import('./open-polygon.ts')).openPolygon,
});
