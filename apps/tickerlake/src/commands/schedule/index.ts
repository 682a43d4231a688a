import { Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { commonOptions } from '../shared-options.ts';

/** Commands about running on a schedule. */
export const scheduleCommands: readonly CommandSpec[] = [
  {
    name: 'print',
    summary: 'print the lines that make this system run the pipeline after each New York session',
    options: [
      ...commonOptions,
      new Option('--cron', 'a line for crontab'),
      new Option('--systemd', 'a service and a timer (default on Linux)'),
      new Option('--launchd', 'a launch agent (default on macOS)'),
      new Option('--windows', 'a task for the Task Scheduler (default on Windows)'),
      new Option('--at <time>', 'when to start, HH:MM in New York (default: 20:30, after the post-market)'),
      new Option(
        '--env-file <file>',
        'file of NAME=value lines with the API key (default: ~/.config/tickerlake/environment)',
      ),
    ],
    examples: [
      'schedule print',
      'schedule print --cron --at 17:00',
      'schedule print --systemd --config team.config.json',
    ],
    notes:
      'Nothing is installed: the lines say how to install and how to remove them. On a holiday of the exchange a run finds nothing new. A run that fails tells those whom "notify" names.',
    load: async () => (await import('./print.ts')).printSchedule,
  },
];
