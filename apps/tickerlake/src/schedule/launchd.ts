import { type ScheduledRun, type ScheduleText, shellLine, zoneNote } from './scheduled-run.ts';
import { xmlComment, xmlText } from './xml-text.ts';

const label = 'tickerlake.run';
const file = `~/Library/LaunchAgents/${label}.plist`;

/**
 * A launch agent of macOS. launchd has no time zones: the start is in the machine's own time. A start missed in sleep is made up for.
 *
 * @example
 * launchdText(run).text;
 */
export function launchdText(run: ScheduledRun): ScheduleText {
  const { hour, minute, weekdays } = run.local;
  const install = [`${run.typedAs} schedule print --launchd > ${file}`, `launchctl bootstrap gui/$(id -u) ${file}`];
  const remove = [`launchctl bootout gui/$(id -u)/${label}`, `rm ${file}`];
  const starts = weekdays.map(
    (day) =>
      `    <dict><key>Weekday</key><integer>${day}</integer><key>Hour</key><integer>${hour}</integer><key>Minute</key><integer>${minute}</integer></dict>`,
  );
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    xmlComment([
      'Tickerlake: one run after each New York session. launchd has no time zones.',
      ...zoneNote(run),
      `Save as ${file}, then: ${install[1]}`,
      `Remove: ${remove.join('; ')}`,
    ]),
    '<plist version="1.0">',
    '<dict>',
    `  <key>Label</key><string>${label}</string>`,
    '  <key>ProgramArguments</key>',
    `  <array><string>/bin/sh</string><string>-c</string><string>${xmlText(shellLine(run))}</string></array>`,
    '  <key>StartCalendarInterval</key>',
    '  <array>',
    ...starts,
    '  </array>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
  return { text, install, remove };
}
