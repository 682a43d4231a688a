import { noticeEvents } from '@tickerlake/pipeline';
import * as z from 'zod';

/** The shapes of a webhook's message. */
export const webhookForms = ['slack', 'teams', 'json'] as const;

const on = z
  .array(z.enum(noticeEvents))
  .min(1, `name at least one of ${noticeEvents.join(', ')}`)
  .default([...noticeEvents])
  .meta({ description: 'what is told: a failed run, hours without bars, a large correction; all by default' });

const webhook = z.strictObject({
  on,
  webhook: z.enum(webhookForms).meta({
    description: "the shape of the message: Slack's, Teams' (a workflow's Adaptive Card), or plain JSON",
  }),
  urlVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*_WEBHOOK_URL$/, 'name an environment variable that ends in _WEBHOOK_URL')
    .meta({ description: 'the environment variable that holds the address, which is a secret' }),
});

const command = z.strictObject({
  on,
  command: z.array(z.string()).min(1, 'name a program').meta({
    description: 'a program and its arguments, run without a shell; the message is JSON on its standard input',
  }),
});

/** The setting `notify`: who is told about runs on this machine. */
export const notifySchema = z.strictObject({
  largeCorrectionUsd: z
    .number()
    .nonnegative()
    .default(1)
    .meta({ description: "the least change of a published hour's hourly_var that is told, in dollars" }),
  send: z
    .array(z.union([webhook, command]))
    .default([])
    .meta({ description: 'webhooks and commands' }),
});

/** One receiver of notices. */
export type NotifyReceiver = z.output<typeof notifySchema>['send'][number];
