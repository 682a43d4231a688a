import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';
import { newYorkInstant } from '@tickerlake/market-calendar';
import { newYorkParts } from '@tickerlake/pipeline';
import { cronText } from './cron.ts';
import { launchdText } from './launchd.ts';
import { localStart } from './local-start.ts';
import type { ScheduledRun } from './scheduled-run.ts';
import { systemdText } from './systemd.ts';
import { windowsText } from './windows.ts';

const nowMs = Date.parse('2026-11-30T12:00:00Z');
const evening = 20 * 60 + 30;

describe('the one start of a day', () => {
  it.each([
    { zone: 'America/New_York', hour: 20, weekdays: [1, 2, 3, 4, 5], mostLateMinutes: 0 },
    { zone: 'UTC', hour: 1, weekdays: [2, 3, 4, 5, 6], mostLateMinutes: 60 },
    { zone: 'Europe/Berlin', hour: 2, weekdays: [2, 3, 4, 5, 6], mostLateMinutes: 60 },
    { zone: 'Asia/Tokyo', hour: 10, weekdays: [2, 3, 4, 5, 6], mostLateMinutes: 60 },
    { zone: 'Pacific/Honolulu', hour: 15, weekdays: [1, 2, 3, 4, 5], mostLateMinutes: 60 },
    { zone: 'Australia/Sydney', hour: 12, weekdays: [2, 3, 4, 5, 6], mostLateMinutes: 120 },
  ])('in $zone is at $hour:30', ({ zone, ...start }) => {
    expect(localStart(evening, zone, nowMs)).toEqual({ ...start, minute: 30 });
  });

  it.each(['UTC', 'Europe/London', 'Asia/Kolkata', 'Australia/Sydney', 'America/Los_Angeles', 'Asia/Tokyo'])(
    'in %s is never before the time in New York, and on its weekdays',
    (zone) => {
      const { hour, minute, weekdays, mostLateMinutes } = localStart(evening, zone, nowMs);
      const clock = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
      const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
      let starts = 0;
      // Every quarter of an hour of a year, as the machine's clock shows it.
      for (let ms = nowMs; ms < nowMs + 360 * 86_400_000; ms += 900_000) {
        const parts = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
        const isStart =
          Number(parts['hour']) === hour &&
          Number(parts['minute']) === minute &&
          weekdays.includes(names.indexOf(parts['weekday'] ?? ''));
        if (!isStart) continue;
        starts += 1;
        const { date, weekday } = newYorkParts(ms - mostLateMinutes * 60_000);
        const lateMinutes = (ms - newYorkInstant(date, evening)) / 60_000;
        expect(lateMinutes, new Date(ms).toISOString()).toBeGreaterThanOrEqual(0);
        expect(lateMinutes).toBeLessThanOrEqual(mostLateMinutes);
        expect(['Sat', 'Sun']).not.toContain(weekday);
      }
      expect(starts).toBeGreaterThan(250);
    },
  );
});

const run: ScheduledRun = {
  argv: ['/opt/node 20/bin/node', '/srv/o\'brien/100% & "more"/main.mjs', 'run', '$HOME'],
  typedAs: 'npx @tickerlake/cli',
  folder: '/srv/o\'brien/100% & "more"',
  environmentFile: '/srv/tickerlake/environment',
  logFile: '/data/schedule.log',
  newYorkTime: '20:30',
  local: localStart(evening, 'UTC', nowMs),
  zone: 'UTC',
};

describe('the lines', () => {
  test.each([cronText, systemdText, launchdText, windowsText])(
    '%o say how to remove them, and where secrets and log are',
    (print) => {
      const { text, install, remove } = print(run);
      expect(install.length * remove.length).toBeGreaterThan(0);
      expect(text).toContain(remove[0]);
      expect(text).toContain(run.environmentFile);
      expect(text).toContain(print === systemdText ? 'journalctl --user -u tickerlake' : run.logFile);
      expect(text).toMatch(/New York/);
    },
  );

  test('of cron are one line whose percent signs are escaped, in local time', () => {
    const [line, ...others] = cronText(run)
      .text.split('\n')
      .filter((one) => one !== '' && !one.startsWith('#'));
    expect(others).toEqual([]);
    expect(line).toMatch(/^30 1 \* \* 2,3,4,5,6 set -a; /);
    expect(line?.replaceAll('\\%', '')).not.toContain('%');
  });

  test('of systemd keep New York time and escape specifiers and variables', () => {
    const { text } = systemdText(run);
    expect(text).toContain('OnCalendar=Mon..Fri 20:30:00 America/New_York\n');
    expect(text).toContain('Persistent=true');
    expect(text).toContain(
      String.raw`ExecStart="/opt/node 20/bin/node" "/srv/o'brien/100%% & \"more\"/main.mjs" "run" "$$HOME"`,
    );
  });

  test.each([launchdText, windowsText])('%o are well-formed XML', (print) => {
    const { text } = print(run);
    const [comment = ''] = /<!--[^]*?-->/.exec(text) ?? [];
    expect(comment.slice(4, -3)).not.toContain('--');
    const bare = text.replace(comment, '').replace(/<[?!][^>]*>/g, '');
    expect(bare.replaceAll(/&(amp|lt|gt|quot);/g, '')).not.toContain('&');
    const open: string[] = [];
    for (const [, slash, name = '', closed] of bare.matchAll(/<(\/?)([A-Za-z]+)[^<>]*?(\/?)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (closed !== '/') open.push(name);
    }
    expect(open).toEqual([]);
  });
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('schedule print', () => {
  it.each(['cron', 'systemd', 'launchd', 'windows'])(
    '--%s runs the configured folder with its configuration',
    async (form) => {
      const cwd = await temporaryFolder();
      await writeFile(join(cwd, 'team.json'), '{"dataDir":"stores"}');
      const { code, out } = await runCommand(
        ['schedule', 'print', `--${form}`, '--config', 'team.json', '--at', '17:15', '--env-file', 'secret.env'],
        { cwd },
      );
      expect(code).toBe(0);
      const log = form === 'systemd' ? 'journalctl' : join(cwd, 'stores', 'schedule.log');
      for (const words of ['main.mjs', join(cwd, 'team.json'), join(cwd, 'secret.env'), log])
        expect(out).toContain(words);
    },
  );

  it.each([
    { args: ['--cron', '--systemd'], words: '--cron and --systemd exclude each other' },
    { args: ['--at', '25:00'], words: '--at 25:00 is not a time' },
  ])('$args is refused', async ({ args, words }) => {
    const { code, err } = await runCommand(['schedule', 'print', ...args], { cwd: await temporaryFolder() });
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  it.skipIf(!hasSystemd)('is accepted by systemd (skipped: systemd-analyze is absent)', async () => {
    const folder = await temporaryFolder();
    const { out } = await runCommand(['schedule', 'print', '--systemd'], { cwd: folder });
    const [service = '', timer = ''] = out.split(/(?=^# tickerlake\.timer)/m);
    await writeFile(join(folder, 'tickerlake.service'), service);
    await writeFile(join(folder, 'tickerlake.timer'), timer);
    const units = [join(folder, 'tickerlake.service'), join(folder, 'tickerlake.timer')];
    const verified = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' });
    expect(verified.stderr.split('\n').filter((line) => line.includes(folder))).toEqual([]);
    const [, calendar = ''] = /OnCalendar=(.*)/.exec(timer) ?? [];
    const next = spawnSync('systemd-analyze', ['calendar', calendar], { encoding: 'utf8' });
    expect(next.stdout).toContain('Normalized form: Mon..Fri *-*-* 20:30:00 America/New_York');
  });
});
