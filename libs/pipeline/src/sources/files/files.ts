import { defineSource } from '../source-definition.ts';
import { filesSchema } from './files-settings.ts';

/** A team's own files. */
export const files = defineSource({
  name: 'files',
  summary: 'your own CSV and Parquet files',
  assetClasses: ['stock', 'etf', 'index', 'crypto', 'forex'],
  stamps: { at: 'start', as: 'what the configuration says: a unit, a form, a zone, start or end' },
  sessions: ['night', 'pre-market', 'regular', 'post-market'],
  adjusted: 'stated',
  barLengthsMs: 'stated',
  callsPerMinute: null,
  barsPerCall: 50_000,
  callMs: 0,
  confirmsEmpty: false,
  hasSplits: false,
  isRecording: true,
  settings: {
    files: filesSchema.optional().meta({ description: 'your own CSV and Parquet files, for source files' }),
  },
  options: [
    {
      key: 'files',
      flags: '--files <folder>',
      description: 'folder of your own files; implies --source files',
      setting: 'files.folder',
      reads: 'folder',
      isChoice: true,
    },
  ],
  secrets: [],
  load: async () => (await import('./open-files.ts')).openFiles,
});
