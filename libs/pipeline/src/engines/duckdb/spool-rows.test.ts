import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TypedRows } from '../../ports/result-rows.ts';
import { spoolRows } from './spool-rows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const spool = (pages: AsyncIterable<TypedRows>) =>
  spoolRows({
    pages,
    instantsOf: async (names) => names.map((name) => name === 'at'),
    nextTo: join(folder, 'rows.ndjson'),
    memoryLimit: '100MB',
  });

const columns = [
  ...[
    { name: 'at', type: 'TIMESTAMP' },
    { name: 'n', type: 'BIGINT' },
    { name: 'x', type: 'DOUBLE' },
  ],
  ...['hash', 'list', 'map', 'none'].map((name) => ({ name, type: 'VARCHAR' })),
];
const row = [
  ...[new Date('2026-05-29T20:00:00.123Z'), 9_007_199_254_740_993n, 0.1],
  ...[new Uint8Array([0, 255]), [1n, 9_007_199_254_740_993n, null], new Map([['AAPL', 1.5]]), null],
];

describe('rows of another engine', () => {
  it('are written with their values, and leave no other file', async () => {
    async function* pages() {
      yield { columns, rows: [row] };
      yield { columns, rows: [] };
    }
    const { rows, close } = await spool(pages());
    const file = join(folder, 'rows.ndjson');
    expect(await rows.copyTo('ndjson', file)).toBe(1);
    await close();
    expect(await readFile(file, 'utf8')).toBe(
      `{"at":"2026-05-29T20:00:00.123Z","n":9007199254740993,"x":0.1,"hash":"00ff","list":"[1,\\"9007199254740993\\",null]","map":"{\\"AAPL\\":1.5}","none":null}\n`,
    );
    expect(await readdir(folder)).toEqual(['rows.ndjson']);
  });

  it('that end with an error leave nothing', async () => {
    async function* pages() {
      yield { columns, rows: [row] };
      throw new Error('The engine was stopped.');
    }
    await rm(join(folder, 'rows.ndjson'), { force: true });
    await expect(spool(pages())).rejects.toThrow('The engine was stopped.');
    expect(await readdir(folder)).toEqual([]);
  });
});
