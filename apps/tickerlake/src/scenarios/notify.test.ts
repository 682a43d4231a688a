import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReceiver } from '../notify/testing/open-receiver.ts';
import { minutesOf, type RecordedBar, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const canary = 'T0CANARY/B0CANARY/xoxCANARY';
const minutes = minutesOf('2026-05-01', 100);

/** A folder with recorded bars of a ticker, rules and a configuration that tells a webhook. */
async function makeFolder(bars: readonly RecordedBar[], rule: string, notify: unknown): Promise<string> {
  const folder = await temporaryFolder();
  await writeRecorded(join(folder, 'recorded'), { AAPL: bars });
  await writeFile(join(folder, 'rules.dqdl'), `Rules = [ ${rule} ]`);
  const quality = { hourly_volatility: 'rules.dqdl', coverage: 'any.dqdl' };
  await writeFile(join(folder, 'any.dqdl'), 'Rules = [ RowCount >= 0 ]');
  await writeFile(
    join(folder, 'tickerlake.config.json'),
    JSON.stringify({
      universe: ['AAPL'],
      replayDir: 'recorded',
      replayBar: 'minute',
      source: 'replay',
      quality,
      notify,
    }),
  );
  return folder;
}

const hook = (on: string[]) => ({
  send: [{ on, webhook: 'json', urlVariable: 'TEAM_WEBHOOK_URL' }],
  largeCorrectionUsd: 0.5,
});
const run = (cwd: string, url: string, ...args: string[]) =>
  runCommand(['run', ...args], { cwd, webhookUrls: { TEAM_WEBHOOK_URL: url } });
const eventsOf = (bodies: readonly string[]) => bodies.map((body) => JSON.parse(body) as Record<string, unknown>);

describe('people are told', () => {
  it('of failed checks: stage, reason and next step; the exit code stays 3', async () => {
    const { url, bodies } = await openReceiver([200], `/${canary}`);
    const folder = await makeFolder(minutes, 'RowCount > 1000', hook(['failure']));
    const { code, out, err } = await run(folder, url);
    expect(code).toBe(3);
    expect(eventsOf(bodies)).toMatchObject([
      {
        event: 'failure',
        stage: 'check',
        reason: expect.stringContaining('RowCount > 1000'),
        next: expect.stringContaining('run again'),
        source: 'replay',
      },
    ]);
    expect(out + err + bodies.join('')).not.toContain('CANARY');
  });

  it('of a gap and of a large correction, and of nothing when there is neither', async () => {
    const { url, bodies } = await openReceiver([200]);
    const folder = await makeFolder(minutes, 'RowCount > 0', hook(['gap', 'correction']));
    expect((await run(folder, url)).code).toBe(0);
    expect(bodies).toEqual([]);
    const corrected = minutes.map((bar, index) => (index === 70 ? { ...bar, h: 140 } : bar));
    await writeRecorded(join(folder, 'recorded'), { AAPL: corrected });
    expect((await run(folder, url)).code).toBe(0);
    expect(eventsOf(bodies)).toMatchObject([
      {
        event: 'correction',
        reason: expect.stringMatching(/AAPL 2026-05-01T14:30:00.000Z, \S+ -> \S+/),
        stage: 'publish',
      },
    ]);
    const next = minutesOf('2026-05-04', 100).filter((_, minute) => minute < 60 || minute >= 120);
    await writeRecorded(join(folder, 'recorded'), { AAPL: [...corrected, ...next] });
    expect((await run(folder, url)).code).toBe(0);
    expect(eventsOf(bodies).slice(1)).toMatchObject([
      { event: 'gap', reason: 'Hours without any bar: AAPL 2026-05-04 (6 of 7 hours).' },
    ]);
  });

  it.each<{ name: string; answers: (number | null)[]; path: string }>([
    { name: 'answers 500', answers: [500], path: `/${canary}` },
    { name: 'is at a wrong address', answers: [404], path: `/services/${canary}` },
  ])('a webhook that $name does not affect the run, and its address is nowhere', async ({ answers, path }) => {
    const { url } = await openReceiver(answers, path);
    const folder = await makeFolder(minutes.slice(0, 60), 'RowCount > 0', hook(['gap']));
    const { code, out, err } = await run(folder, url);
    expect(code).toBe(0);
    expect(out).toContain('Release 1 is published');
    expect(err).toContain('was not delivered: the json webhook of TEAM_WEBHOOK_URL answered');
    expect(out + err).not.toContain('CANARY');
  });

  it('a test notice reaches every receiver, or says why not', async () => {
    const { url, bodies } = await openReceiver([200], `/${canary}`);
    const folder = await makeFolder([], 'RowCount > 0', {
      send: [
        { webhook: 'slack', urlVariable: 'TEAM_WEBHOOK_URL' },
        { webhook: 'teams', urlVariable: 'OTHER_WEBHOOK_URL' },
        { on: ['gap'], command: ['/no/such/program'] },
      ],
    });
    await mkdir(join(folder, '.tickerlake'), { recursive: true });
    const { code, out, err } = await runCommand(['notify'], { cwd: folder, webhookUrls: { TEAM_WEBHOOK_URL: url } });
    expect(code).toBe(1);
    expect(out).toContain('1 of 3 receivers got the test notice.');
    expect(err).toContain('the teams webhook of OTHER_WEBHOOK_URL has no address: the variable is not set');
    expect(err).toContain('the command /no/such/program was not found');
    expect(bodies.join('')).toContain('this is a test');
    expect(out + err).not.toContain('CANARY');
  });
});
