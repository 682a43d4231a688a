import { spawnSync } from 'node:child_process';
import { appendFile, cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';
import { readStoreDigest } from '../testing/store-digest.ts';

const canMount =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', '/mnt']).status === 0;

/** Writes to a disk until it takes nothing more. */
async function fill(path: string): Promise<void> {
  for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    while (
      await appendFile(path, Buffer.alloc(bytes)).then(
        () => true,
        () => false,
      )
    );
  }
}

test.skipIf(!canMount)(
  'on a full disk gc frees space, because deleting needs none',
  async () => {
    const [folder, disk] = [await temporaryFolder(), await temporaryFolder()];
    for (const [index, day] of ['2026-04-29', '2026-04-30'].entries()) {
      await writeRecorded(join(folder, day), { AAPL: minutesOf(day, 100 + index) });
      expect(
        await runCommand([
          'run',
          '--replay-dir',
          join(folder, day),
          '--tickers',
          'AAPL',
          '--data-dir',
          join(folder, 'store'),
        ]),
      ).toMatchObject({ code: 0 });
    }
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', disk]).status).toBe(0);
    onTestFinished(() => void spawnSync('umount', [disk]));
    const dataDir = join(disk, 'store');
    await cp(join(folder, 'store'), dataDir, { recursive: true });
    const before = await readStoreDigest(dataDir);
    await fill(join(disk, 'filler'));

    expect(await writeFile(join(disk, 'more'), 'x').catch((error: NodeJS.ErrnoException) => error.code)).toBe('ENOSPC');
    await rm(join(disk, 'more'), { force: true });
    expect(await runCommand(['gc', '--keep', '1', '--data-dir', dataDir])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Removed 1 release '),
    });
    expect(await readdir(join(dataDir, 'replay/releases'))).toEqual(['00000002.json', '2', 'current.json']);
    expect(await readStoreDigest(dataDir)).toBe(before);
    await rm(join(disk, 'filler'));
    expect(
      await runCommand(['run', '--replay-dir', join(folder, '2026-04-30'), '--tickers', 'AAPL', '--data-dir', dataDir]),
    ).toMatchObject({ code: 0 });
  },
  60_000,
);

test.skipIf(!canMount)(
  'an export onto a full disk says so and leaves nothing',
  async () => {
    const [folder, disk] = [await temporaryFolder(), await temporaryFolder()];
    await writeRecorded(join(folder, 'recorded'), { AAPL: minutesOf('2026-04-29', 100) });
    const store = ['--data-dir', join(folder, 'store')];
    const run = await runCommand(['run', '--replay-dir', join(folder, 'recorded'), '--tickers', 'AAPL', ...store]);
    expect(run).toMatchObject({ code: 0 });
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', disk]).status).toBe(0);
    onTestFinished(() => void spawnSync('umount', [disk]));
    const rows = "select repeat('x', 100) as pad from range(100000)";
    expect(await runCommand(['export', '--sql', rows, '--output', join(disk, 'rows.csv'), ...store])).toMatchObject({
      code: 1,
      err: expect.stringContaining('No space left'),
    });
    expect(await readdir(disk)).toEqual([]);
  },
  60_000,
);
