import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';

/** Lines of a source file that is not a test. Files around 50 lines hold one thing each. */
const mostLines = 350;

describe('source files', () => {
  it(`have at most ${mostLines} lines: split a longer one by what it does`, () => {
    const sources = readCommittedFiles().filter(({ path }) => /\.(?:[cm]?[jt]s|css)$/.test(path) && !/\.test(?:-d)?\.ts$/.test(path));
    expect(sources.length).toBeGreaterThan(500);
    expect(sources.map(({ path, text }) => ({ path, lines: text.split('\n').length })).filter(({ lines }) => lines > mostLines)).toEqual([]);
  });
});
