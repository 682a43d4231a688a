import * as z from 'zod';
import { defineSource } from '../source-definition.ts';

const home = 'data.alpaca.markets';

/** Alpaca's historical bars. Made from its public documentation; no account was available, so it has never seen the real API. */
export const alpaca = defineSource({
  name: 'alpaca',
  summary: "Alpaca's historical bars, not tried with a real account",
  assetClasses: ['stock', 'etf'],
  stamps: { at: 'start', as: 'RFC 3339, UTC' },
  sessions: ['pre-market', 'regular', 'post-market'],
  adjusted: 'never',
  barLengthsMs: [60_000, 3_600_000],
  hasSplits: false,
  callsPerMinute: 200,
  barsPerCall: 10_000,
  callMs: 400,
  confirmsEmpty: true,
  isRecording: false,
  settings: {
    alpaca: z
      .strictObject({
        baseUrl: z.url().default(`https://${home}`).meta({ description: 'https, or http on loopback' }),
        callsPerMinute: z
          .int()
          .positive()
          .nullable()
          .default(200)
          .meta({ description: 'the quota of the account; null for none' }),
        feed: z
          .enum(['sip', 'iex'])
          .default('sip')
          .meta({ description: 'sip: all exchanges of the US; iex: only IEX, a few per cent of the volume' }),
      })
      .prefault({}),
  },
  options: [],
  secrets: ['APCA_API_KEY_ID', 'APCA_API_SECRET_KEY'],
  home,
  host: ({ alpaca: { baseUrl } }) => new URL(baseUrl).host,
  load: async () => (await import('./open-alpaca.ts')).openAlpaca,
});
