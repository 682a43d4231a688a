import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failureNotice, PipelineError } from '@tickerlake/pipeline';
import { describe, expect, it, test } from 'vitest';
import { temporaryFolder } from '../testing/run-command.ts';
import { runHook } from './run-hook.ts';
import { sendWebhook } from './send-webhook.ts';
import { openReceiver } from './testing/open-receiver.ts';
import { webhookBody } from './webhook-body.ts';

const notice = failureNotice(
  new PipelineError('AAPL <2026-05-29> & MSFT: a file differs.', { stage: 'verify', transient: true }),
  { runId: 'r1', source: 'polygon' },
);

describe('a message', () => {
  test("in Slack's form is one text in which nothing is a link or a mention", () => {
    expect(webhookBody.slack(notice)).toEqual({
      text: [
        '*tickerlake: a run of polygon failed (verify)*',
        'Stage: verify | Source: polygon | Run: r1',
        '>>> AAPL &lt;2026-05-29&gt; &amp; MSFT: a file differs.',
        'Nothing was published: readers still see the previous release.',
        'Next: Run the same command again: it resumes where it stopped.',
      ].join('\n'),
    });
  });

  test("in Teams' form is an Adaptive Card with stage, reason and next step", () => {
    const body = webhookBody.teams(notice);
    expect(body).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', version: '1.4', body: expect.any(Array) },
        },
      ],
    });
    for (const words of ['verify', 'a file differs.', 'Next: Run the same command again'])
      expect(JSON.stringify(body)).toContain(words);
  });

  test('in plain JSON is the notice', () => {
    expect(webhookBody.json(notice)).toMatchObject({
      event: 'failure',
      stage: 'verify',
      runId: 'r1',
      source: 'polygon',
    });
  });
});

describe('a webhook', () => {
  it.each<{ name: string; answers: (number | null)[]; fault: string | null; calls: number }>([
    { name: 'that accepts', answers: [200], fault: null, calls: 1 },
    { name: 'of Teams, which answers 202,', answers: [202], fault: null, calls: 1 },
    { name: 'that fails once', answers: [503, 200], fault: null, calls: 2 },
    { name: 'that answers 500', answers: [500], fault: 'answered 500 twice', calls: 2 },
    { name: 'that is gone', answers: [404], fault: 'answered 404', calls: 1 },
    { name: 'that hangs', answers: [null], fault: 'did not answer within 0.2 seconds twice', calls: 2 },
    {
      name: 'that hangs and then fails',
      answers: [null, 500],
      fault: 'did not answer within 0.2 seconds, then answered 500',
      calls: 2,
    },
    { name: 'that leads elsewhere', answers: [302], fault: 'could not be reached twice', calls: 2 },
  ])('$name: $fault', async ({ answers, fault, calls }) => {
    const { url, bodies } = await openReceiver(answers);
    expect(await sendWebhook(url, { a: 1 }, 200)).toBe(fault);
    expect(bodies).toEqual(Array.from({ length: calls }, () => '{"a":1}'));
  });

  it.each(['http://hooks.example/T0/canary', 'ftp://hooks.example/', 'hooks.example', ''])(
    'at %j gets nothing',
    async (url) => {
      expect(await sendWebhook(url, {}, 200)).toMatch(/^has no usable address/);
    },
  );
});

describe('a command', () => {
  const env = { PATH: process.env['PATH'] ?? '', MARK: 'seen' };
  const script = (code: string): string[] => [process.execPath, '-e', code];

  it('gets the notice on its standard input, its arguments as they are, and no other environment', async () => {
    const file = join(await temporaryFolder(), 'out.json');
    const code = `let t='';process.stdin.on('data',(d)=>t+=d).on('end',()=>require('fs').writeFileSync(process.argv[1],JSON.stringify({notice:JSON.parse(t),rest:process.argv.slice(2),env:process.env})))`;
    const argv = [...script(code), file, '$(touch x); `id` && "'];
    expect(await runHook(argv, notice, { deadlineMs: 20_000, env })).toBeNull();
    const seen = JSON.parse(await readFile(file, 'utf8')) as {
      notice: unknown;
      rest: string[];
      env: Record<string, string>;
    };
    expect(seen).toMatchObject({ notice, rest: ['$(touch x); `id` && "'], env: { MARK: 'seen' } });
    expect(Object.keys(seen.env)).not.toContain('HOME');
  });

  it.each<{ name: string; argv: string[]; deadlineMs?: number; fault: RegExp | null }>([
    { name: 'that does not read', argv: script(''), fault: null },
    { name: 'that fails', argv: script('process.exit(7)'), fault: /^ended with exit code 7$/ },
    { name: 'that does not exist', argv: ['/no/such/program'], fault: /^was not found/ },
    { name: 'that hangs', argv: script('setInterval(() => {}, 1000)'), deadlineMs: 300, fault: /was killed$/ },
  ])('$name: $fault', async ({ argv, deadlineMs = 20_000, fault }) => {
    const result = await runHook(argv, { text: 'x'.repeat(200_000) }, { deadlineMs, env });
    if (fault === null) expect(result).toBeNull();
    else expect(result).toMatch(fault);
  });
});
