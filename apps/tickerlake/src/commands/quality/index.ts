import { Argument, Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { storeOptions, targetOption } from '../shared-options.ts';

/** The commands after the word `quality`. */
export const qualityCommands: readonly CommandSpec[] = [
  {
    name: 'suggest',
    summary: 'propose rules for a published table, each with its reason',
    arguments: [new Argument('<table>', 'the table')],
    options: [
      ...storeOptions,
      new Option('--output <file>', 'write the rules to a file'),
      new Option('--overwrite', 'replace the file if it exists'),
    ],
    examples: ['quality suggest hourly_volatility', 'quality suggest bars --output bars.dqdl'],
    notes: 'Every proposed rule passes on what is published and on what earlier runs measured.',
    load: async () => (await import('./suggest.ts')).suggest,
  },
  {
    name: 'diff',
    summary: 'compare what the rules found in two runs: outcomes, measures, new and removed rules',
    arguments: [
      new Argument('[from]', 'a run id, or a part of it (default: the run before)'),
      new Argument('[to]', 'a run id, or a part of it (default: the last run)'),
    ],
    options: [...storeOptions, targetOption],
    examples: ['quality diff', 'quality diff 01JT2K 01JT9A --json'],
    notes: 'With one run, that one is compared with the run before it.',
    load: async () => (await import('./diff.ts')).diff,
  },
  {
    name: 'accept',
    summary: 'accept what DetectAnomalies found in a run as ordinary, so that later ranges include it',
    arguments: [
      new Argument('<rule>', 'the text of the rule, a part of it, or its id'),
      new Argument('<run>', 'a run id, or a part of it'),
    ],
    options: [...storeOptions, targetOption, new Option('--undo', 'leave it out of later ranges again')],
    examples: ['quality accept RowCount 01JT2K', 'quality accept 5c0ffee0123456ab 01JT2K --undo'],
    notes: 'If the rule stopped the run, run again afterwards. quality diff and reports show what is accepted.',
    load: async () => (await import('./accept.ts')).accept,
  },
];
