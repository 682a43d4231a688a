import { type ScheduledRun, type ScheduleText, shellLine, zoneNote } from './scheduled-run.ts';

/**
 * A line for `crontab`. It is in the machine's own time, because only some crons read `CRON_TZ`.
 *
 * @example
 * cronText(run).text;
 */
export function cronText(run: ScheduledRun): ScheduleText {
  const { hour, minute, weekdays } = run.local;
  const [newYorkHour = 0, newYorkMinute = 0] = run.newYorkTime.split(':').map(Number);
  // A % ends the command of a crontab line unless it is escaped.
  const line = shellLine(run).replaceAll('%', '\\%');
  const install = [`(crontab -l; ${run.typedAs} schedule print --cron) | crontab -`];
  const remove = ['crontab -e   # and delete the line that ends in "# tickerlake"'];
  const text = [
    `# Tickerlake: one run after each New York session. ${zoneNote(run).join(' ')}`,
    `# Install: ${install[0]}`,
    `# Remove: ${remove[0]}`,
    `# cronie (Fedora, RHEL, Arch) keeps New York time itself: write CRON_TZ=America/New_York on a line above and begin the`,
    `# line with "${newYorkMinute} ${newYorkHour} * * 1-5". The cron of Debian and Ubuntu ignores CRON_TZ and would start too early.`,
    `${minute} ${hour} * * ${weekdays.join(',')} ${line} # tickerlake`,
    '',
  ].join('\n');
  return { text, install, remove };
}
