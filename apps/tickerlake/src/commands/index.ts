import type { CommandGroup } from './command-spec.ts';
import { dashboardCommands } from './dashboards/index.ts';
import { agentCommands } from './mcp/index.ts';
import { qualityCommands } from './quality/index.ts';
import { readCommands } from './read/index.ts';
import { runCommands } from './run/index.ts';
import { scheduleCommands } from './schedule/index.ts';
import { serveCommands } from './serve/index.ts';
import { storeCommands } from './store/index.ts';
import { tickerCommands } from './tickers/index.ts';

/** Every command, in the order of the help. To add one: its entry in the `index.ts` of a group, and a file in that folder. */
export const commandGroups: readonly CommandGroup[] = [
  { heading: 'Run the pipeline:', commands: runCommands },
  { heading: 'Read what is published:', commands: readCommands },
  {
    heading: 'Quality rules:',
    prefix: { name: 'quality', summary: 'propose quality rules, compare runs, accept what is ordinary' },
    commands: qualityCommands,
  },
  { heading: 'Serve it:', commands: [...serveCommands, ...agentCommands] },
  { heading: 'Look after the store:', commands: storeCommands },
  {
    heading: 'Run it regularly:',
    prefix: { name: 'schedule', summary: 'lines for cron, systemd, launchd or the Task Scheduler' },
    commands: scheduleCommands,
  },
  {
    heading: 'Tickers:',
    prefix: { name: 'tickers', summary: 'find tickers and what they meant when' },
    commands: tickerCommands,
  },
  {
    heading: 'Dashboards:',
    prefix: { name: 'dashboards', summary: 'lint Grafana dashboards; plan and apply ours in your Grafana' },
    commands: dashboardCommands,
  },
];
