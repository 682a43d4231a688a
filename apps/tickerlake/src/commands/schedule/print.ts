import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { RequestError } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { launchOf } from '../../composition/installation.ts';
import { resolveSettings } from '../../composition/resolve-settings.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { toJsonText } from '../../output/json.ts';
import { cronText } from '../../schedule/cron.ts';
import { launchdText } from '../../schedule/launchd.ts';
import { localStart } from '../../schedule/local-start.ts';
import type { ScheduledRun, ScheduleText } from '../../schedule/scheduled-run.ts';
import { systemdText } from '../../schedule/systemd.ts';
import { windowsText } from '../../schedule/windows.ts';

/** Options of `schedule print`. */
export interface PrintOptions extends CommonOptions {
  readonly cron?: boolean;
  readonly systemd?: boolean;
  readonly launchd?: boolean;
  readonly windows?: boolean;
  /** Start in New York, `HH:MM`. */
  readonly at?: string;
  readonly envFile?: string;
}

/** The end of the post-market, and half an hour for the last bars to settle. */
const defaultAt = '20:30';

/** Every kind of scheduler; an entry here is an option of the command. */
const schedulers: {
  readonly [Name in 'cron' | 'systemd' | 'launchd' | 'windows']: (run: ScheduledRun) => ScheduleText;
} = {
  cron: cronText,
  systemd: systemdText,
  launchd: launchdText,
  windows: windowsText,
};

/**
 * `tickerlake schedule print`: the lines that make a scheduler run the configured folder after each New York session.
 *
 * @throws {RequestError} for two schedulers at once, or a time that is none.
 * @example
 * await printSchedule({ cron: true }, context); // 0
 */
export async function printSchedule(options: PrintOptions, context: CommandContext): Promise<ExitCode> {
  const { streams, cwd, home, clock } = context;
  const settings = await resolveSettings(options, context.environment, cwd);
  const form = formOf(options);
  const at = options.at ?? defaultAt;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
    throw new RequestError(`--at ${at} is not a time: write HH:MM in New York, such as ${defaultAt}.`);
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { script, typedAs } = launchOf(home);
  const run: ScheduledRun = {
    typedAs,
    argv: [
      process.execPath,
      script,
      'run',
      ...(options.config === undefined ? [] : ['--config', resolve(cwd, options.config)]),
      ...(options.dataDir === undefined ? [] : ['--data-dir', settings.dataDir]),
    ],
    folder: settings.qualityFolder,
    environmentFile:
      options.envFile === undefined
        ? join(homedir(), '.config', 'tickerlake', 'environment')
        : resolve(cwd, options.envFile),
    logFile: join(settings.dataDir, 'schedule.log'),
    newYorkTime: at,
    local: localStart(hour * 60 + minute, zone, clock.now().getTime()),
    zone,
  };
  const lineBreak = [...run.argv, run.folder, run.environmentFile, run.logFile].find((text) => /[\r\n]/.test(text));
  if (lineBreak !== undefined)
    throw new RequestError('A path with a line break cannot be scheduled: choose another folder.');
  const schedule = schedulers[form](run);
  streams.out(settings.isJson ? `${toJsonText({ form, ...run, ...schedule })}\n` : schedule.text);
  return 0;
}

/** The chosen scheduler, otherwise the one that the system has. */
function formOf(options: PrintOptions): keyof typeof schedulers {
  const names = ['cron', 'systemd', 'launchd', 'windows'] as const;
  const [chosen, second] = names.filter((name) => options[name] === true);
  if (second !== undefined) throw new RequestError(`--${chosen} and --${second} exclude each other: choose one.`);
  if (chosen !== undefined) return chosen;
  if (process.platform === 'darwin') return 'launchd';
  return process.platform === 'win32' ? 'windows' : 'systemd';
}
