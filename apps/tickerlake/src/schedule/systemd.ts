import type { ScheduledRun, ScheduleText } from './scheduled-run.ts';

const folder = '~/.config/systemd/user';

/**
 * A service and a timer for a user's systemd, which keeps New York time itself and makes up for a start that was missed.
 *
 * @example
 * systemdText(run).text;
 */
export function systemdText(run: ScheduledRun): ScheduleText {
  const install = [
    `mkdir -p ${folder}`,
    `${run.typedAs} schedule print --systemd | csplit -sf ${folder}/tickerlake- - '/^# tickerlake.timer/'`,
    `mv ${folder}/tickerlake-00 ${folder}/tickerlake.service; mv ${folder}/tickerlake-01 ${folder}/tickerlake.timer`,
    'systemctl --user daemon-reload && systemctl --user enable --now tickerlake.timer',
    'loginctl enable-linger   # so that it also starts while you are logged out',
  ];
  const remove = [
    'systemctl --user disable --now tickerlake.timer',
    `rm ${folder}/tickerlake.service ${folder}/tickerlake.timer && systemctl --user daemon-reload`,
  ];
  const text = [
    '# tickerlake.service: one run',
    ...install.map((line) => `# Install: ${line}`),
    ...remove.map((line) => `# Remove: ${line}`),
    '# Log: journalctl --user -u tickerlake',
    '[Unit]',
    'Description=Tickerlake: fetch, check and publish the last session',
    '',
    '[Service]',
    'Type=oneshot',
    `WorkingDirectory=${percent(run.folder)}`,
    `EnvironmentFile=-${percent(run.environmentFile)}`,
    `ExecStart=${run.argv.map(unitWord).join(' ')}`,
    '',
    `# tickerlake.timer: Monday to Friday at ${run.newYorkTime} in New York, whatever the zone of this machine`,
    '[Unit]',
    'Description=Tickerlake after each New York session',
    '',
    '[Timer]',
    `OnCalendar=Mon..Fri ${run.newYorkTime}:00 America/New_York`,
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n');
  return { text, install, remove };
}

/** `%` begins a specifier of systemd. */
const percent = (text: string): string => text.replaceAll('%', '%%');

/** A word of ExecStart: quoted, without variables and specifiers. */
const unitWord = (word: string): string =>
  `"${percent(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '$$$$')}"`;
