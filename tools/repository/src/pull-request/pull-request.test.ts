import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toCheckCommands } from './check-commands.mjs';
import { toComment } from './comment.mjs';

describe('the comment', () => {
  it('has a table of outcomes, and what failed is open', () => {
    const comment = toComment([
      { name: 'check', exitCode: 3, output: '### Data quality\n\n12 of 13 rules passed.\n', isMarkdown: true },
      { name: 'dashboards lint', exitCode: 0, output: '1 file, no findings\n', isMarkdown: false },
      { name: 'dashboards plan', exitCode: 2, output: 'a ```fence``` in it', isMarkdown: false },
    ]);

    expect(comment).toBe(`<!-- tickerlake -->
## Tickerlake

| | command | outcome |
| --- | --- | --- |
| ❌ | \`check\` | failed (exit code 3) |
| ✅ | \`dashboards lint\` | passed |
| ✅ | \`dashboards plan\` | changes |

<details open><summary>check</summary>

### Data quality

12 of 13 rules passed.

</details>

<details><summary>dashboards lint</summary>

\`\`\`text
1 file, no findings
\`\`\`

</details>

<details><summary>dashboards plan</summary>

\`\`\`\`text
a \`\`\`fence\`\`\` in it
\`\`\`\`

</details>
`);
  });

  it('fits into what GitHub takes, and says what is left out', () => {
    const long = { name: 'check', exitCode: 1, output: 'x'.repeat(100_000), isMarkdown: true };
    const comment = toComment([long, long, long]);

    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain('82,000 more characters are in the log of the job.');
  });
});

describe('the commands', () => {
  it('are those that are asked for', () => {
    const commands = toCheckCommands({ check: '--target aws', lint: 'a b.json', plan: 'true' }, (path) =>
      path === 'a' ? ['a/1.json', 'a/2.yaml'] : [path],
    );

    expect(commands.map(({ args }) => args.join(' '))).toEqual([
      'check --format markdown --target aws',
      'dashboards lint a/1.json a/2.yaml b.json',
      'dashboards plan',
    ]);
  });

  it.each([
    { name: 'nothing', inputs: { check: '', lint: '', plan: '' }, fault: 'set check, lint or plan' },
    { name: 'an empty folder', inputs: { check: '', lint: 'a', plan: '' }, fault: 'no JSON or YAML file in a' },
  ])('of $name are refused', ({ inputs, fault }) => {
    expect(() => toCheckCommands(inputs, () => [])).toThrow(fault);
  });
});

describe('the script of the action, with an event and a server of GitHub', () => {
  async function runAction(status: number, earlier: readonly object[], event: object) {
    const folder = await mkdtemp(join(tmpdir(), 'tickerlake-action-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const asked: { call: string; token: string | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        const call = `${request.method} ${request.url}`;
        asked.push({ call, token: request.headers.authorization, body });
        response.writeHead(request.method === 'GET' ? 200 : status).end(JSON.stringify(earlier));
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const [summary, eventFile] = [join(folder, 'summary.md'), join(folder, 'event.json')];
    await writeFile(eventFile, JSON.stringify(event));
    await writeFile(join(folder, 'dashboard.json'), '{}');
    // What the command of a pull request prints; its environment must not hold the token.
    const printed = `process.stdout.write(process.argv.slice(1).join(' ') + ' ' + process.env.TICKERLAKE_TOKEN); process.exitCode = process.argv[2] === 'lint' ? 1 : 0`;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.mjs')], {
      cwd: folder,
      env: {
        GITHUB_EVENT_PATH: eventFile,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_REPOSITORY: 'o/n',
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        TICKERLAKE_COMMAND: JSON.stringify([process.execPath, '-e', printed]),
        TICKERLAKE_LINT: 'dashboard.json',
        TICKERLAKE_PLAN: 'true',
        TICKERLAKE_TOKEN: 'canary',
      },
    });
    const [log, [code]] = await Promise.all([text(child.stdout), once(child, 'close') as Promise<[number]>]);
    return { code, log, asked, summary: await readFile(summary, 'utf8') };
  }
  const pullRequest = { pull_request: { number: 7 } };

  it('comments once, and fails when a command failed', async () => {
    const { code, asked, summary } = await runAction(201, [{ id: 1, body: 'of a person' }], pullRequest);

    expect(code).toBe(1);
    expect(asked.map(({ call }) => call)).toEqual([
      'GET /repos/o/n/issues/7/comments?per_page=100&page=1',
      'POST /repos/o/n/issues/7/comments',
    ]);
    expect(asked.every(({ token }) => token === 'Bearer canary')).toBe(true);
    expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ body: summary });
    expect(summary).toContain('| ❌ | `dashboards lint` | failed (exit code 1) |');
    expect(summary).toContain('dashboards plan undefined');
  });

  it('replaces its earlier comment', async () => {
    const { asked } = await runAction(200, [{ id: 4, body: '<!-- tickerlake -->\nold' }], pullRequest);

    expect(asked.at(-1)?.call).toBe('PATCH /repos/o/n/issues/comments/4');
  });

  it('says where the outcome is when it may not comment, as for a fork', async () => {
    expect((await runAction(403, [], pullRequest)).log).toContain('::notice::The job may not comment');
  });

  it('comments on nothing but a pull request', async () => {
    expect((await runAction(201, [], { ref: 'refs/heads/main' })).asked).toEqual([]);
  });
});
