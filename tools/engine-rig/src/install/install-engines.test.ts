import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RigError } from '../errors.ts';
import type { EnginePart } from './engine-part.ts';
import type { Programs } from './find-programs.ts';
import { installParts } from './install-engines.ts';
import { runProgram } from './run-program.ts';

const programs: Programs = {
  java: { home: '/java', release: 25, version: '25' },
  maven: 'mvn',
  python: process.execPath,
  tar: 'tar',
};
let cache: string;
let said: string[];
let installs: string[];
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'tickerlake-rig-'));
  said = [];
  installs = [];
});
afterEach(() => rm(cache, { recursive: true, force: true }));

/** A part that writes one file, or fails while `fails` returns true. */
function partOf(name: string, fails: () => boolean = () => false): readonly [EnginePart, string] {
  const part: EnginePart = {
    name,
    edition: '1',
    provides: ['program'],
    install: async (folder, tools) => {
      installs.push(name);
      const script = fails() ? 'console.error("no network"); process.exit(7)' : '0';
      await runProgram({
        purpose: `Downloading ${name}`,
        command: tools.programs.python,
        args: ['-e', script],
        cwd: folder,
        signal: tools.signal,
      });
      await writeFile(join(folder, 'program'), name);
    },
  };
  return [part, join(cache, name)];
}

const session = (signal = new AbortController().signal) => ({
  say: (line: string) => void said.push(line),
  signal,
  nowMs: () => 0,
});

describe('installing the parts of the rig', () => {
  it('keeps what succeeded when one part fails, names that part, and installs only it the next time', async () => {
    let isOffline = true;
    const parts = [partOf('trino'), partOf('moto', () => isOffline), partOf('mcp-grafana')];

    const failure = await installParts(parts, cache, () => programs, session()).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(RigError);
    expect(failure).toMatchObject({ transient: true });
    expect(String(failure)).toMatch(/1 of 3 parts .* moto: Downloading moto failed .*exit code 7.*no network/s);
    expect(said.filter((line) => line.endsWith('installed.')).sort()).toEqual([
      '[0.0 s] mcp-grafana: installed.',
      '[0.0 s] trino: installed.',
    ]);

    isOffline = false;
    installs = [];
    await installParts(parts, cache, () => programs, session());
    expect(installs).toEqual(['moto']);
    installs = [];
    await installParts(parts, cache, () => programs, session());
    expect(installs).toEqual([]);
  });

  it('checks for the programs only when a part is missing', async () => {
    await installParts([partOf('moto')], cache, () => programs, session());
    await installParts(
      [partOf('moto')],
      cache,
      () => {
        throw new Error('asked');
      },
      session(),
    );
    await expect(
      installParts(
        [partOf('trino')],
        cache,
        () => {
          throw new Error('asked');
        },
        session(),
      ),
    ).rejects.toThrow('asked');
  });

  it('ends with the reason of the signal when interrupted, and marks nothing complete', async () => {
    const interrupt = new AbortController();
    const [waiting, folder] = partOf('trino');
    const slow: EnginePart = {
      ...waiting,
      install: (at, { signal }) =>
        runProgram({
          purpose: 'Waiting',
          command: process.execPath,
          args: ['-e', 'setInterval(() => 0, 1000)'],
          cwd: at,
          signal,
        }),
    };
    const installing = installParts([[slow, folder]], cache, () => programs, session(interrupt.signal));
    interrupt.abort(new Error('Interrupted.'));
    await expect(installing).rejects.toThrow('Interrupted.');
    expect(existsSync(join(folder, 'complete.json'))).toBe(false);
  });
});

describe('running a program of the rig', () => {
  it.each([
    {
      name: 'a limit that passed',
      run: { args: ['-e', 'setInterval(() => 0, 1000)'], timeoutMs: 50 },
      says: 'it took longer than 0.05 s',
    },
    { name: 'an exit code', run: { args: ['-e', 'process.exit(3)'] }, says: 'exit code 3' },
    { name: 'a program that is missing', run: { command: 'no-such-program', args: [] }, says: 'ENOENT' },
  ])('says $name', async ({ run, says }) => {
    const signal = new AbortController().signal;
    await expect(
      runProgram({ purpose: 'Unpacking', command: process.execPath, cwd: cache, signal, ...run }),
    ).rejects.toThrow(says);
  });
});
