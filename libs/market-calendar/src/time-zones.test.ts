import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

let program = '';
let utc = { wallClock: '', answers: '' };

beforeAll(async () => {
  const entry = resolve(import.meta.dirname, 'testing/print-answers.ts');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  program = outputFiles[0]?.text ?? '';
  utc = await runIn('UTC');
}, 30_000);

/** Runs the program in a separate process with TZ set to a zone. */
async function runIn(zone: string): Promise<{ wallClock: string; answers: string }> {
  const child = promisify(execFile)(process.execPath, ['--input-type=module'], {
    env: { ...process.env, TZ: zone },
    maxBuffer: 2 ** 28,
  });
  child.child.stdin?.end(program);
  const [wallClock = '', answers = ''] = (await child).stdout.split('\n');
  return { wallClock, answers };
}

describe('the machine in another zone', () => {
  it.each([
    { zone: 'Asia/Tokyo', wallClock: 'Thu Jan 01 2026 09:00:00 GMT+0900' },
    { zone: 'America/New_York', wallClock: 'Wed Dec 31 2025 19:00:00 GMT-0500' },
    { zone: 'Pacific/Apia', wallClock: 'Thu Jan 01 2026 13:00:00 GMT+1300' },
  ])(
    '$zone gives the same answers as UTC',
    async ({ zone, wallClock }) => {
      const there = await runIn(zone);
      expect([utc.wallClock, there.wallClock].map((text) => text.split(' (')[0])).toEqual([
        'Thu Jan 01 2026 00:00:00 GMT+0000',
        wallClock,
      ]);
      expect(there.answers === utc.answers).toBe(true);
      expect(JSON.parse(there.answers)).toMatchObject({
        sessions: expect.arrayContaining([expect.objectContaining({ tradingDate: '2026-05-21', isEarlyClose: true })]),
      });
    },
    30_000,
  );
});
