import { Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { commonOptions, sourceOptions, storeOptions, targetOption } from '../shared-options.ts';

/** Commands that look after a store. */
export const storeCommands: readonly CommandSpec[] = [
  {
    name: 'releases',
    summary: 'list the releases that you can roll back to',
    options: [...storeOptions, targetOption],
    examples: ['releases', 'releases --json'],
    load: async () => (await import('./releases.ts')).releases,
  },
  {
    name: 'rollback',
    summary: 'roll back to an older release',
    options: [
      ...storeOptions,
      targetOption,
      new Option('--to <id>', 'the release (default: the one before the current)'),
    ],
    examples: ['rollback', 'rollback --to 3'],
    load: async () => (await import('./rollback.ts')).rollback,
  },
  {
    name: 'gc',
    summary: 'remove old releases and files that nothing needs',
    options: [
      ...storeOptions,
      targetOption,
      new Option('--keep <n>', 'how many releases to keep (default: "keepReleases" of the configuration)'),
      new Option(
        '--landing-older-than <days>',
        'also delete raw files older than this, except those of a resumable run (default: raw files are kept)',
      ),
      new Option('--dry-run', 'only say what would be removed'),
    ],
    examples: ['gc --dry-run', 'gc --keep 2', 'gc --landing-older-than 90 --dry-run'],
    load: async () => (await import('./gc.ts')).gc,
  },
  {
    name: 'verify',
    summary: 'compare every published and landed file with its hash; exit code 1 if anything is damaged',
    options: [...storeOptions, new Option('--release <id>', 'only the tables of this release')],
    examples: ['verify', 'verify --release 3 --json'],
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'rebuild',
    summary: 'rebuild damaged months from the landed bars, check and publish them',
    options: [
      ...storeOptions,
      new Option('--months <list>', 'these months instead of the damaged ones: 2026-04,2026-05'),
      new Option('--tables <list>', 'only these tables: sessions, bars, hourly_volatility'),
      new Option('--accept-loss', 'publish what can be built even though some bars are lost'),
    ],
    examples: ['rebuild', 'rebuild --months 2026-05'],
    load: async () => (await import('./rebuild.ts')).rebuild,
  },
  {
    name: 'unlock',
    summary: 'show which run holds the store; with --yes, free it from a run that is gone',
    options: [...storeOptions, targetOption, new Option('--yes', 'free the store')],
    examples: ['unlock', 'unlock --yes'],
    load: async () => (await import('./unlock.ts')).unlock,
  },
  {
    name: 'notify',
    summary: 'send a test notice to every webhook and command that the configuration names',
    options: [...commonOptions],
    examples: ['notify', 'notify --config team.config.json'],
    notes:
      'Runs tell of failures, gaps and large corrections by themselves. Exit code 1: a receiver was not reached.\nAddresses of webhooks are read from environment variables whose names end in _WEBHOOK_URL.',
    load: async () => (await import('./notify.ts')).notify,
  },
  {
    name: 'doctor',
    summary: 'check everything that a run needs (makes one API call)',
    options: [...sourceOptions, targetOption],
    examples: ['doctor', 'doctor --source polygon', 'doctor --target aws'],
    load: async () => (await import('./doctor.ts')).doctor,
  },
];
