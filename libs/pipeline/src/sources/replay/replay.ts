import * as z from 'zod';
import { parseBarLength } from '../bar-length-text.ts';
import { defineSource } from '../source-definition.ts';

/** A folder of recorded answers. */
export const replay = defineSource({
  name: 'replay',
  summary: 'a folder of recorded API responses',
  assetClasses: ['stock', 'etf', 'index', 'crypto', 'forex'],
  stamps: { at: 'start', as: 'milliseconds since 1970, UTC' },
  sessions: ['night', 'pre-market', 'regular', 'post-market'],
  adjusted: 'stated',
  barLengthsMs: 'stated',
  hasSplits: false,
  callsPerMinute: null,
  barsPerCall: 50_000,
  callMs: 0,
  confirmsEmpty: false,
  isRecording: true,
  settings: {
    replayDir: z.string().optional().meta({ description: 'folder of recorded API responses, for source replay' }),
    replayBar: z
      .string()
      .refine((text) => parseBarLength(text) !== null, 'write minute, 5minute, hour or day, up to a day')
      .optional()
      .meta({
        description:
          'bar size of recorded responses, if neither the responses nor their file names say it: minute, 5minute, hour, day',
      }),
  },
  options: [
    {
      key: 'replayDir',
      flags: '--replay-dir <folder>',
      description: 'folder of recorded API responses; implies --source replay',
      setting: 'replayDir',
      reads: 'folder',
      isChoice: true,
    },
    {
      key: 'bar',
      flags: '--bar <length>',
      description: 'bar size of recorded responses that do not say it themselves: minute, 5minute, hour, day',
      setting: 'replayBar',
      reads: 'text',
    },
  ],
  secrets: [],
  load: async () => (await import('./open-replay.ts')).openReplay,
});
