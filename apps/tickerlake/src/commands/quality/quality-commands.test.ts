import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storePaths } from '@tickerlake/pipeline/local';
import { plantPastRuns } from '@tickerlake/pipeline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minutesOf, writeRecorded } from '../../testing/recorded-folder.ts';
import { runCommand } from '../../testing/run-command.ts';

let root: string;
const command = (...args: readonly string[]) =>
  runCommand([...args, '--config', join(root, 'tickerlake.config.json'), '--data-dir', join(root, 'store')]);
const replay = (folder: string) => command('run', '--replay-dir', join(root, folder));

/** Eight past runs with 7 hours, then one more like them; a second folder has twice as many hours. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-quality-'));
  await writeFile(
    join(root, 'tickerlake.config.json'),
    JSON.stringify({ universe: ['AAPL'], quality: { hourly_volatility: 'r.dqdl' } }),
  );
  await writeFile(join(root, 'r.dqdl'), 'Rules = [ DetectAnomalies "RowCount", RowCount > 0 ]');
  await writeRecorded(join(root, 'one'), { AAPL: minutesOf('2026-05-01', 100) });
  await writeRecorded(join(root, 'two'), {
    AAPL: [...minutesOf('2026-05-01', 100), ...minutesOf('2026-05-04', 100)],
  });
  const rule = { severity: 'error', status: 'pass', observed: 7, expected: '', message: '', sample: [] };
  const rules = [
    { ...rule, id: 'd'.repeat(16), dqdl: 'DetectAnomalies "RowCount"', series: { RowCount: 7 } },
    { ...rule, id: 'e'.repeat(16), dqdl: 'Mean "high" > 0', series: { 'Mean "high"': 80 } },
  ];
  await plantPastRuns(
    storePaths(join(root, 'store/replay')),
    {
      runId: 'r',
      startedAt: '2026-04-01T20:00:00.000Z',
      endedAt: null,
      outcome: 'published',
      summary: null,
      steps: [
        { step: { stage: 'check', part: 'time' }, ms: 1, result: '2026-04-01T20:00:00.000Z' },
        { step: { stage: 'check' }, ms: 1, result: { results: [{ dataset: 'hourly_volatility', rules }] } },
      ],
      request: { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-01', barMs: 60_000, source: 'replay' },
    },
    8,
  );
  expect(await replay('one')).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

it('suggest writes rules that pass on the table, and names rows, release and runs', async () => {
  const file = join(root, 'proposed.dqdl');
  const { code, out } = await command('quality', 'suggest', 'hourly_volatility', '--output', file);

  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/^\d+ rules in .*, from 7 rows of release 1\. Try them: tickerlake check /),
  });
  const dqdl = await readFile(file, 'utf8');
  expect(dqdl).toContain(
    '# Proposed for hourly_volatility from 7 rows of release 1 and 9 earlier runs; all of them pass.\n',
  );
  expect(dqdl).toContain('    IsPrimaryKey "ticker" "bar_start"');
  expect(await command('check', file, '--dataset', 'hourly_volatility')).toMatchObject({ code: 0 });
});

it('suggest keeps rules that somebody may have edited', async () => {
  const file = join(root, 'edited.dqdl');
  await writeFile(file, 'mine');
  const suggest = ['quality', 'suggest', 'hourly_volatility', '--output', file];
  expect(await command(...suggest)).toEqual({
    code: 1,
    out: '',
    err: `error: ${file} exists: add --overwrite, or name another file with --output.`,
  });
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await command(...suggest, '--overwrite')).toMatchObject({ code: 0 });
  expect(await readFile(file, 'utf8')).toMatch(/^# Proposed for hourly_volatility/);
});

it.each([
  { args: ['--plan', '--format', 'html'], code: 1, says: 'error: --plan and --format html exclude each other' },
  { args: ['--plan', '--format', 'json'], code: 0, says: '"statements": [' },
  {
    args: ['--output', 'result.html', '--format', 'html'],
    code: 0,
    says: /^The result is in .*result\.html: 6 of 6 rules passed\.\n$/,
  },
])('check $args says $says', async ({ args, code, says }) => {
  const result = await command('check', ...args.map((arg) => (arg === 'result.html' ? join(root, arg) : arg)));
  expect({ code: result.code, text: result.out + result.err }).toEqual({
    code,
    text: typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
  });
});

it('suggest refuses unknown and empty tables', async () => {
  expect((await command('quality', 'suggest', 'bar')).err).toContain('There is no table bar. Did you mean bars?');
  expect((await command('quality', 'suggest', 'splits')).err).toContain(
    'splits holds no row yet: there is nothing to propose',
  );
});

it('diff shows outcomes, measures and rules of the last two runs', async () => {
  const { code, out } = await command('quality', 'diff');

  expect(code).toBe(0);
  expect(out).toContain('New rules:\n  coverage: ');
  expect(out).toContain('Removed rules:\n  hourly_volatility: Mean "high" > 0 (pass)\n');
  expect((await command('quality', 'diff', 'PAST00000001', 'PAST00000005')).out).toContain(
    'The rules found the same.\n',
  );
  expect((await command('quality', 'diff', 'PAST')).err).toContain(
    '8 runs with quality results have "PAST" in the id.',
  );
});

it('accept lets a stopped run pass, and --undo reverts that', async () => {
  expect((await replay('two')).code).toBe(3);
  const { out } = await command('quality', 'diff', '--json');
  const { after, changed, moved } = JSON.parse(out);
  expect({ changed, moved }).toMatchObject({
    changed: [{ rule: 'DetectAnomalies "RowCount"', before: { status: 'pass' }, after: { status: 'fail' } }],
    moved: [{ series: 'RowCount', before: 7, after: 14, change: 1 }],
  });

  const accepted = await command('quality', 'accept', 'RowCount', after.runId);
  expect(accepted).toMatchObject({
    code: 0,
    out: `hourly_volatility: RowCount = 14 of run ${after.runId} counts as ordinary from now on; --undo reverts that.\n`,
  });
  expect((await command('quality', 'diff')).out).toContain(
    `Accepted:\n  hourly_volatility: RowCount of run ${after.runId}\n`,
  );
  expect((await command('check', join(root, 'r.dqdl'), '--dataset', 'hourly_volatility')).out).toContain(
    'expected 3.58824 to 14 (usual 7, robust over 9 runs, 1 accepted)',
  );

  const undo = ['quality', 'accept', 'RowCount', after.runId, '--undo'];
  expect((await command(...undo)).code).toBe(0);
  expect((await command(...undo)).err).toContain('was not accepted: nothing is undone.');
  await command('quality', 'accept', 'DetectAnomalies "RowCount"', after.runId);
  expect((await replay('two')).code).toBe(0);
});

it.each([
  {
    rule: 'RowCount > 0',
    run: 'PAST00000001',
    says: 'No rule with DetectAnomalies of run PAST00000001 has "RowCount > 0" in its text. Give the text or the id of one of: DetectAnomalies "RowCount" (hourly_volatility, dddddddddddddddd).',
  },
  {
    rule: 'Mean "high" > 0',
    run: 'PAST00000001',
    says: 'Mean "high" > 0 has no usual range: only DetectAnomalies learns one.',
  },
  {
    rule: 'RowCount',
    run: 'PAST00000001',
    says: 'found nothing unusual in run PAST00000001 (pass): there is nothing to accept.',
  },
  { rule: 'RowCount', run: 'nowhere', says: 'No run with quality results has "nowhere" in the id. The newest: ' },
])('accept $rule of $run is refused', async ({ rule, run, says }) => {
  expect((await command('quality', 'accept', rule, run)).err).toContain(says);
});

it('check --plan prints statements with bytes and prices, and --max-scan-bytes refuses', async () => {
  const { code, out } = await command('check', '--plan');
  expect(code).toBe(0);
  expect(out).toMatch(/^hourly_volatility: 1 statement, at most 0 bytes, \$0\.00005 on Athena\n/);
  expect(out).toMatch(/\ncoverage: \d statements, at most \d+\.\d KB, /);

  expect((await command('check', '--max-scan-bytes', '1GB')).code).toBe(0);
  const refused = await command('check', '--max-scan-bytes', '10');
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(
    /^error: The check was not started: it would read .* bytes\)?, and the limit is 10 bytes\. The largest statement, for /,
  );
  expect((await command('check', '--max-scan-bytes', 'much')).err).toContain(
    '--max-scan-bytes takes a size such as 500MB',
  );
});

it('a damaged history is an error only of the rule that looks back', async () => {
  const history = join(root, 'store/replay/history');
  for (const segment of await readdir(history))
    await writeFile(join(history, segment, 'quality_history.parquet'), 'PAR1 damaged PAR1');

  const { code, out } = await command('check', join(root, 'r.dqdl'), '--dataset', 'hourly_volatility');
  expect(code).toBe(3);
  expect(out).toContain('1 of 2 rules passed, 1 in error');
  expect(out).toMatch(
    /ERROR DetectAnomalies "RowCount" \(.*r\.dqdl:1:11\)\n.*\n {2}The history of RowCount cannot be read: .*quality_history\.parquet.*Remove the folder of that file/,
  );
  expect((await command('quality', 'diff')).err).toContain('Remove the folder of that file');
});
