import { countText } from '@tickerlake/data-quality';
import { noticeEvents, RequestError, type RunNotice } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { resolveSettings } from '../../composition/resolve-settings.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { tell } from '../../notify/tell.ts';
import { toJsonText } from '../../output/json.ts';

/**
 * `tickerlake notify`: sends a test notice to every receiver that the setting `notify` names.
 *
 * @returns 0; 1 when a receiver was not reached.
 * @throws {RequestError} when the configuration names nobody.
 * @example
 * await notify({}, context); // 0
 */
export async function notify(options: CommonOptions, context: CommandContext): Promise<ExitCode> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const { send } = settings.config.notify;
  if (send.length === 0)
    throw new RequestError(
      'No recipient is configured: add "notify": { "send": [{ "webhook": "slack", "urlVariable": "SLACK_WEBHOOK_URL" }] } to tickerlake.config.json.',
    );
  const test: RunNotice = {
    event: 'failure',
    subject: 'tickerlake: this is a test',
    stage: 'none',
    reason: 'Nothing has failed. Somebody typed "tickerlake notify".',
    effect: 'Nothing was changed.',
    next: 'Nothing to do.',
    runId: null,
    source: settings.sourceToRun,
  };
  // Every receiver, whatever it is told of otherwise.
  const all = { ...settings.config.notify, send: send.map((one) => ({ ...one, on: [...noticeEvents] })) };
  const untold = await tell(test, { ...settings, config: { ...settings.config, notify: all } }, context);
  const told = send.length - untold.length;
  context.streams.out(
    settings.isJson
      ? `${toJsonText({ receivers: send.length, told, untold })}\n`
      : `${told} of ${countText(send.length, 'receiver')} got the test notice.\n`,
  );
  return untold.length === 0 ? 0 : 1;
}
