import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';

const files = readCommittedFiles();
const workflows = files.filter((file) => file.path.startsWith('.github/workflows/'));
const action = files.find((file) => file.path === 'action.yml')?.text ?? '';
const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? '';

it('there is a workflow', () => {
  expect(workflows.map((file) => file.path)).toContain('.github/workflows/ci.yml');
});

describe.each(workflows)('$path', ({ path, text }) => {
  it('pins every action by its commit, with the version in a comment', () => {
    const used = text.match(/uses: .*/g) ?? [];

    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((line) => !/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*$/.test(line))).toEqual([]);
  });

  it('may read the repository; a job of a release may also prove who it is and publish the site', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
    const more = [...text.matchAll(/^ {4}permissions:\n((?: {6}.*\n)+)/gm)].flatMap(([, lines = '']) =>
      [...lines.matchAll(/^ {6}([\w-]+: \w+)/gm)].map(([, grant = '']) => grant),
    );
    expect(text.match(/permissions:/g)).toHaveLength(1 + (text.match(/^ {4}permissions:\n/gm)?.length ?? 0));
    expect([...new Set(more)].sort()).toEqual(path.endsWith('/release.yml') ? ['id-token: write', 'pages: write'] : []);
  });

  it('takes what others can choose, such as the name of a branch, from the environment and never into a script', () => {
    const scripts = [...text.matchAll(/^ *-? run: (.*(?:\n {10,}.*)*)/gm)].map(([, script = '']) => script);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('keeps no credentials in the checkout', () => {
    expect(text.match(/persist-credentials: false/g)).toHaveLength(text.match(/actions\/checkout@/g)?.length ?? 0);
  });
});

it('the action for other repositories gives its inputs to the script by the environment alone', () => {
  expect(action).toContain('node "$GITHUB_ACTION_PATH/tools/repository/src/pull-request/main.mjs"');
  expect([...action.matchAll(/^\s+run: (.*)$/gm)].filter(([, run]) => run?.includes('${{'))).toEqual([]);
  expect(action).not.toMatch(/uses: /);
});

describe('what npm run check runs, and the slow tests', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const checks = [...(scripts['check'] ?? '').matchAll(/npm (?:run -s )?([\w:]+)/g)].map(([, name = '']) => name);
  const steps = [...checks, 'test:slow'];

  it('is more than a few commands', () => {
    expect(steps.length).toBeGreaterThan(6);
  });

  it('runs in .ci/run, with the tests of real engines', () => {
    const run = textOf('.ci/run').matchAll(/npm (?:run -s )?([\w:]+)$/gm);
    expect([...run].map(([, name]) => name)).toEqual(expect.arrayContaining([...steps, 'test:engines']));
  });

  it('runs for a pull request: lint, typecheck and test for what is affected, the others for the whole repository', () => {
    const [pullRequest = ''] = textOf('.github/workflows/ci.yml').split(/^ {2}everything:/m);
    const affected = /nx affected -t ([a-z ]+) --/.exec(pullRequest)?.[1]?.trim().split(' ') ?? [];
    const whole = [...pullRequest.matchAll(/- run: npm run ([\w:]+)$/gm)].map(([, name]) => name);
    expect([...affected, ...whole]).toEqual(expect.arrayContaining(steps));
  });
});
