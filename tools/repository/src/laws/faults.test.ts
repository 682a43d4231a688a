import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';

const files = new Map(readCommittedFiles().map(({ path, text }) => [path, text]));
const catalogue = 'docs/faults.md';

/** A row of the catalogue: a fault, its consequence and its test. */
interface FaultRow {
  readonly fault: string;
  readonly path: string;
  readonly test: string;
}

/** The rows of the tables; the test is null when a row names none. */
function readRows(text: string): (FaultRow | { readonly broken: string })[] {
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| fault |'));
  return rows.map((line) => {
    const [, fault, path, test] = /^\| (.+?) \| .+? \| `([^`]+)`: (.+) \|$/.exec(line) ?? [];
    return fault === undefined || path === undefined || test === undefined ? { broken: line } : { fault, path, test };
  });
}

/** A title as it is quoted in a source. */
const isIn = (source: string | undefined, test: string): boolean =>
  source?.replaceAll("\\'", "'").includes(test) ?? false;

describe('the catalogue of faults', () => {
  const rows = readRows(files.get(catalogue) ?? '');

  it('has more than a few rows', () => {
    expect(rows.length).toBeGreaterThan(50);
  });

  it('names a test in every row', () => {
    expect(rows.filter((row) => 'broken' in row)).toEqual([]);
  });

  it('names files that exist and tests that they contain', () => {
    expect(rows.filter((row) => !('broken' in row) && !isIn(files.get(row.path), row.test))).toEqual([]);
  });

  it('is rejected when a row has no test, a file does not exist or a test was renamed', () => {
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
