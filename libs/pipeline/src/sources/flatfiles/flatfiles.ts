import * as z from 'zod';
import { defineSource } from '../source-definition.ts';

const minuteMs = 60_000;

/** The vendor's flat files: one gzip CSV for each market day, from a folder or from S3. */
export const flatfiles = defineSource({
  name: 'flatfiles',
  summary: "the vendor's flat files, from a folder or S3",
  assetClasses: ['stock', 'etf'],
  stamps: { at: 'start', as: 'nanoseconds since 1970, UTC' },
  sessions: ['pre-market', 'regular', 'post-market'],
  adjusted: 'never',
  barLengthsMs: [minuteMs],
  hasSplits: false,
  callsPerMinute: null,
  barsPerCall: 50_000,
  callMs: 0,
  confirmsEmpty: true,
  isRecording: false,
  settings: {
    flatfiles: z
      .strictObject({
        location: z.string().min(1).optional().meta({
          description: 'folder that holds us_stocks_sip, or s3://bucket with a folder in it, for source flatfiles',
        }),
        endpoint: z.url().default('https://files.massive.com').meta({ description: 'endpoint of S3' }),
        region: z.string().min(1).default('us-east-1').meta({ description: 'region of S3' }),
      })
      .prefault({}),
  },
  options: [
    {
      key: 'flatFiles',
      flags: '--flat-files <location>',
      description: 'folder or s3:// address of flat files; implies --source flatfiles',
      setting: 'flatfiles.location',
      reads: 'folder',
      isChoice: true,
    },
  ],
  secrets: ['FLATFILES_ACCESS_KEY_ID', 'FLATFILES_SECRET_ACCESS_KEY'],
  load: async () => (await import('./open-flatfiles.ts')).openFlatFiles,
});
