import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';

/** Maximum lines per file. A source holds one thing, around 50 lines; a test may be one long table. */
const limits = [
  { kind: 'source file', pattern: /(?<!\.test|\.test-d|-cases)\.(?:[cm]?[jt]s|css)$/, mostLines: 350 },
  { kind: 'test', pattern: /(?:\.test(?:-d)?|-cases)\.ts$/, mostLines: 650 },
];

describe.each(limits)('a $kind', ({ pattern, mostLines }) => {
  it(`has at most ${mostLines} lines: split a longer one by what it does`, () => {
    const files = readCommittedFiles().filter(({ path }) => pattern.test(path));
    expect(files.length).toBeGreaterThan(200);
    expect(
      files
        .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
        .filter(({ lines }) => lines > mostLines),
    ).toEqual([]);
  });
});
