import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';

const files = new Map(readCommittedFiles().map(({ path, text }) => [path, text]));
const catalogue = 'docs/faults.md';

/** A row of the catalogue: what goes wrong, what happens then, and the test of it. */
interface FaultRow {
  readonly fault: string;
  readonly path: string;
  readonly test: string;
}

/** The rows of the tables; null for a row that names no test. */
function readRows(text: string): (FaultRow | { readonly broken: string })[] {
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| fault |'));
  return rows.map((line) => {
    const [, fault, path, test] = /^\| (.+?) \| .+? \| `([^`]+)`: (.+) \|$/.exec(line) ?? [];
    return fault === undefined || path === undefined || test === undefined ? { broken: line } : { fault, path, test };
  });
}

/** As it stands between quotes in a source. */
const isIn = (source: string | undefined, test: string): boolean =>
  source?.replaceAll("\\'", "'").includes(test) ?? false;

describe('the catalogue of faults', () => {
  const rows = readRows(files.get(catalogue) ?? '');

  it('is more than a few rows', () => {
    expect(rows.length).toBeGreaterThan(50);
  });

  it('names a test in each row', () => {
    expect(rows.filter((row) => 'broken' in row)).toEqual([]);
  });

  it('names files that are there, and tests that they hold', () => {
    expect(rows.filter((row) => !('broken' in row) && !isIn(files.get(row.path), row.test))).toEqual([]);
  });

  it('would be caught with a row without a test, a file that is gone and a test that was renamed', () => {
    expect(readRows('| a fault | this happens | nothing yet |')).toEqual([
      { broken: '| a fault | this happens | nothing yet |' },
    ]);
    expect([
      isIn(files.get('gone.test.ts'), 'x'),
      isIn("it('says so')", 'says so'),
      isIn("it('says so')", 'said so'),
    ]).toEqual([false, true, false]);
  });
});
