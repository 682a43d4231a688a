import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';
import { deadlineS, placeOfKey, type VendorComparison } from './compare-vendor-client.ts';
import { driveOurs } from './drive-ours.ts';
import { observe } from './observe.ts';
import { toWords } from './outcome.ts';
import { scenarios } from './scenarios.ts';
import { withVendorTable } from './vendor-table.ts';

const read = (path: string): Promise<string> => readFile(join(repositoryRoot, path), 'utf8');
const measured = JSON.parse(await read('tools/bench/vendor-client.json')) as VendorComparison;
const rowOf = (name: string) => measured.rows.find(({ what }) => what === name);

describe("the table of the client and the vendor's own", () => {
  it.concurrent.each(scenarios.map((scenario) => ({ name: scenario.name, scenario })))(
    'says what this client does with $name',
    async ({ name, scenario }) => {
      const observed = await observe(scenario, driveOurs);

      expect(rowOf(name)?.ours).toBe(toWords(observed, deadlineS));
      expect(rowOf('(the key)')?.ours).toBe(placeOfKey(observed));
      expect(observed.isKeySentToForeignHost || observed.outcome?.error?.hasKey === true).toBe(false);
    },
  );

  it('is in the README as it was measured', async () => {
    const page = await read('libs/polygon-client/README.md');

    expect(withVendorTable(page, measured)).toBe(page);
  });

  it.each([
    { name: 'three pages', theirs: 'in the order 4 5 3 0 1 2' },
    { name: 'a `next_url` on another host', theirs: 'the key was sent to the other host' },
    { name: 'cut JSON with status 200, once', theirs: 'no error' },
  ])("shows what the vendor's client does with $name", ({ name, theirs }) => {
    expect(rowOf(name)?.theirs).toContain(theirs);
  });
});
