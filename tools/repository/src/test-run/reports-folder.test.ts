import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearReports, countReports } from './reports-folder.mjs';

const report = {
  success: true,
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  testResults: [{ name: 'a', status: 'passed', assertionResults: [] }],
};
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('clearReports', () => {
  it('takes every report away and leaves the folders of other runs', () => {
    writeFileSync(join(folder, 'stale.json'), JSON.stringify(report));
    mkdirSync(join(folder, 'node-24'));

    clearReports(folder);

    expect(readdirSync(folder)).toEqual(['node-24']);
  });

  it('makes the folder when there is none', () => {
    clearReports(join(folder, 'new'));

    expect(readdirSync(folder)).toEqual(['new']);
  });
});

describe('countReports', () => {
  it('counts the runs that it is given, no other report, and a cut-off one as a failure', () => {
    writeFileSync(join(folder, 'whole.json'), JSON.stringify(report));
    writeFileSync(join(folder, 'other.json'), JSON.stringify(report));
    writeFileSync(join(folder, 'cut.json'), '{"success": tr');

    const count = countReports(folder, ['whole', 'cut', 'absent']);

    expect(count).toMatchObject({ passed: 2, failed: 2 });
    expect(count.sentences).toHaveLength(2);
  });
});
