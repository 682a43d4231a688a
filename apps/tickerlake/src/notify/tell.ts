import type { RunNotice } from '@tickerlake/pipeline';
import type { CommandContext } from '../composition/command-context.ts';
import type { Settings } from '../composition/settings.ts';
import type { NotifyReceiver } from '../config/notify-schema.ts';
import { runHook } from './run-hook.ts';
import { sendWebhook } from './send-webhook.ts';
import { webhookBody } from './webhook-body.ts';

/** How long an attempt of a webhook, and a command, may take. */
const deadlines = { webhookMs: 5_000, commandMs: 10_000 } as const;

/** A receiver that was not reached. */
export interface Untold {
  readonly receiver: string;
  readonly fault: string;
}

/**
 * Hands a notice to everyone whom the setting `notify` names for it, at the same time. A recipient that cannot be reached is named in a note on
 * standard error; the run is never affected.
 *
 * @returns those who were not reached.
 * @example
 * await tell(failureNotice(error, { runId: null, source: 'polygon' }), settings, context); // []
 */
export async function tell(
  notice: RunNotice,
  { config, environment }: Pick<Settings, 'config' | 'environment'>,
  { streams }: Pick<CommandContext, 'streams'>,
  { webhookMs, commandMs }: { readonly webhookMs: number; readonly commandMs: number } = deadlines,
): Promise<readonly Untold[]> {
  const safe = withoutSecrets(notice, secretsOf(environment));
  const told = await Promise.all(
    config.notify.send
      .filter(({ on }) => on.includes(notice.event))
      .map(async (receiver): Promise<Untold | null> => {
        const fault =
          'command' in receiver
            ? await runHook(receiver.command, safe, { deadlineMs: commandMs, env: environment.hookEnvironment ?? {} })
            : await toWebhook(receiver, safe, environment.webhookUrls ?? {}, webhookMs);
        return fault === null ? null : { receiver: nameOf(receiver), fault };
      }),
  );
  const untold = told.filter((one) => one !== null);
  for (const { receiver, fault } of untold)
    streams.err(
      `Note: the notice "${notice.event}" was not delivered: ${receiver} ${fault}. The run is not affected.\n`,
    );
  return untold;
}

async function toWebhook(
  { webhook, urlVariable }: Extract<NotifyReceiver, { readonly webhook: unknown }>,
  notice: RunNotice,
  urls: Readonly<Record<string, string>>,
  deadlineMs: number,
): Promise<string | null> {
  const url = urls[urlVariable];
  return url === undefined || url === ''
    ? 'has no address: the variable is not set'
    : sendWebhook(url, webhookBody[webhook](notice), deadlineMs);
}

const nameOf = (receiver: NotifyReceiver): string =>
  'command' in receiver
    ? `the command ${receiver.command[0]}`
    : `the ${receiver.webhook} webhook of ${receiver.urlVariable}`;

const secretsOf = (environment: Settings['environment']): string[] =>
  [
    environment.apiKey,
    environment.openLineageKey,
    environment.grafana.token,
    ...Object.values(environment.grafana.secrets),
    ...Object.values(environment.webhookUrls ?? {}),
    ...Object.values(environment.sourceSecrets ?? {}),
  ].filter((secret): secret is string => typeof secret === 'string' && secret.length > 0);

/** An error of somebody else's library might quote an address: no secret leaves in a notice. */
function withoutSecrets(notice: RunNotice, secrets: readonly string[]): RunNotice {
  const clean = (text: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  return { ...notice, subject: clean(notice.subject), reason: clean(notice.reason), next: clean(notice.next) };
}
