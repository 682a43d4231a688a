import type { RunNotice } from '@tickerlake/pipeline';
import type { webhookForms } from '../config/notify-schema.ts';

/** The facts of a notice, as people read them. */
const factsOf = ({ stage, runId, source }: RunNotice): { readonly title: string; readonly value: string }[] => [
  { title: 'Stage', value: stage },
  { title: 'Source', value: source },
  ...(runId === null ? [] : [{ title: 'Run', value: runId }]),
];

/** Slack reads these as the beginning of links and mentions. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The message of each kind of webhook. Slack: an incoming webhook's `text`. Teams: an Adaptive Card as the workflow "When a Teams webhook
 * request is received" takes it. JSON: the notice itself.
 *
 * @example
 * webhookBody.json(notice);
 */
export const webhookBody: { readonly [Form in (typeof webhookForms)[number]]: (notice: RunNotice) => unknown } = {
  slack: (notice) => ({
    text: [
      `*${slackText(notice.subject)}*`,
      factsOf(notice)
        .map(({ title, value }) => `${title}: ${slackText(value)}`)
        .join(' | '),
      `>>> ${slackText(notice.reason)}`,
      slackText(notice.effect),
      `Next: ${slackText(notice.next)}`,
    ].join('\n'),
  }),
  teams: (notice) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: notice.subject, weight: 'Bolder', size: 'Medium', wrap: true },
            { type: 'FactSet', facts: factsOf(notice) },
            { type: 'TextBlock', text: notice.reason, wrap: true, fontType: 'Monospace' },
            { type: 'TextBlock', text: notice.effect, wrap: true },
            { type: 'TextBlock', text: `Next: ${notice.next}`, wrap: true },
          ],
        },
      },
    ],
  }),
  json: (notice) => notice,
};
