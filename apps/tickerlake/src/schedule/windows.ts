import { win32 } from 'node:path';
import { type ScheduledRun, type ScheduleText, timeText, zoneNote } from './scheduled-run.ts';
import { xmlComment, xmlText } from './xml-text.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * A task for the Task Scheduler of Windows, which has no time zones: the start is in the machine's own time. A missed start is made up
 * for. No encoding is declared, because PowerShell writes UTF-16 and others UTF-8: the byte order mark says which.
 *
 * @example
 * windowsText(run).text;
 */
export function windowsText(run: ScheduledRun): ScheduleText {
  const install = [
    `${run.typedAs} schedule print --windows > tickerlake.xml`,
    'schtasks /Create /TN Tickerlake /XML tickerlake.xml',
  ];
  const remove = ['schtasks /Delete /TN Tickerlake /F'];
  const { local, folder, environmentFile, logFile, argv } = run;
  const script = [
    `if (Test-Path -LiteralPath ${word(environmentFile)}) { Get-Content -LiteralPath ${word(environmentFile)} | Where-Object { $_ -match '^[A-Za-z_]' } | ForEach-Object { $name, $value = $_ -split '=', 2; Set-Item -LiteralPath ('env:' + $name) -Value $value } }`,
    `New-Item -ItemType Directory -Force -Path ${word(win32.dirname(logFile))} | Out-Null`,
    `Set-Location -LiteralPath ${word(folder)}`,
    `& ${argv.map(word).join(' ')} *>> ${word(logFile)}`,
    'exit $LASTEXITCODE',
  ].join('; ');
  const text = [
    '<?xml version="1.0"?>',
    xmlComment([
      'Tickerlake: one run after each New York session. The Task Scheduler has no time zones.',
      ...zoneNote(run),
      `Install: ${install[1]}`,
      `Remove: ${remove[0]}`,
    ]),
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <Triggers>',
    '    <CalendarTrigger>',
    `      <StartBoundary>2026-01-01T${timeText(local)}:00</StartBoundary>`,
    '      <ScheduleByWeek>',
    `        <DaysOfWeek>${local.weekdays.map((day) => `<${days[day]} />`).join('')}</DaysOfWeek>`,
    '        <WeeksInterval>1</WeeksInterval>',
    '      </ScheduleByWeek>',
    '    </CalendarTrigger>',
    '  </Triggers>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <StartWhenAvailable>true</StartWhenAvailable>',
    '  </Settings>',
    '  <Actions>',
    '    <Exec>',
    '      <Command>powershell.exe</Command>',
    `      <Arguments>-NoProfile -NonInteractive -Command ${xmlText(`"${script}"`)}</Arguments>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
    '',
  ].join('\n');
  return { text, install, remove };
}

/** A literal word for PowerShell; paths of Windows hold no double quotes. */
const word = (text: string): string => `'${text.replaceAll("'", "''")}'`;
