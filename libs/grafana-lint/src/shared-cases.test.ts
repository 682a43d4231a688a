import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintText } from './lint-text.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/cases/lint');
const isThere = existsSync(folder);

describe.skipIf(!isThere && process.env['CI'] === undefined)(
  'the outside cases (skipped: ../shared/cases/lint is absent, set CI=true to fail instead)',
  () => {
    const cases = isThere ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    const findingsOf = (name: string) => lintText(readFileSync(resolve(folder, name), 'utf8'));

    test('are there', () => expect(cases.length).toBeGreaterThan(5));

    test.each(cases.filter((name) => !name.startsWith('l09')))('%s is sound', (name) => {
      expect(findingsOf(name)).toEqual([]);
    });

    test.each(cases.filter((name) => name.startsWith('l09')))('%s is a dashboard', (name) => {
      expect(findingsOf(name).map(({ rule }) => rule)).not.toContain('readable');
      expect(findingsOf(name)).toContainEqual(
        expect.objectContaining({ rule: 'no-select-star', path: 'rows[0].panels[0].targets[0].rawSQL' }),
      );
    });
  },
);
