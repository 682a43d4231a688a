import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { validateFiles } from './validate-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tickerlake-verdicts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints and exits as scripted: Node, which takes the script as its first file. */
function program(script: string): string {
  const path = join(folder, 'program.mjs');
  writeFileSync(path, script);
  return path;
}

const verdict = (error: string) =>
  `console.log(JSON.stringify({ file: process.argv[2], kind: 'classic', error: '${error}' }));`;

describe('what the validator says', () => {
  test.each([
    { name: 'that it takes a file', script: verdict(''), expected: [''] },
    {
      name: 'that it refuses one, which is an answer and no failure',
      script: `${verdict('panels[0]: unknown')} process.exitCode = 1;`,
      expected: ['panels[0]: unknown'],
    },
    { name: 'one line a file', script: `${verdict('')}${verdict('bad')} process.exitCode = 1;`, expected: ['', 'bad'] },
  ])('is read: $name', ({ script, expected }) => {
    const verdicts = validateFiles(process.execPath, [program(script), 'a.json']);
    expect(verdicts.map(({ error }) => error)).toEqual(expected);
    expect(verdicts[0]?.file).toBe('a.json');
  });

  test('is not invented when the program fails: its own message is reported', () => {
    const script = program("console.error('cannot open a.json'); process.exitCode = 2;");
    expect(() => validateFiles(process.execPath, [script])).toThrow(/ended with 2: cannot open a\.json/);
  });
});
