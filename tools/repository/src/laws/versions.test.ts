import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { findProjects } from '../workspace-projects.mjs';

const root = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
const manifests = [{ folder: '.', manifest: root }, ...findProjects(repositoryRoot)];
const wanted = manifests.flatMap(({ folder, manifest }) =>
  Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies } as Record<
    string,
    string
  >).map(([name, range]) => ({ folder, name, range })),
);

/** The versions that work together, with reasons. Node 20.19 must run all of them. */
const pins = [
  {
    name: /^(?:nx|@nx\/.+)$/,
    range: /^22\.7\.12$/,
    because: 'the last line that supports Node 20; all Nx packages the same, exact version',
  },
  { name: /^eslint$/, range: /^9\.39\.\d+$/, because: 'ESLint 10 has no .eslintrc.json' },
  { name: /^@typescript-eslint\//, range: /^\^8\./, because: 'TypeScript below 6.1' },
  { name: /^typescript$/, range: /^~5\.9\./, because: 'the range of typescript-eslint' },
  {
    name: /^typescript-7$/,
    range: /^npm:typescript@7\.0\.2$/,
    because: 'the fast compiler of `npm run typecheck`: exact',
  },
  { name: /^vitest$/, range: /^\^4\./, because: 'Vitest 5 needs Node 22' },
  { name: /^vite$/, range: /^\^7\./, because: 'what Vitest 4 and Node 20 support' },
  { name: /^kysely$/, range: /^~0\.28\./, because: 'Kysely 0.29 needs Node 22' },
  { name: /^zod$/, range: /^\^4\./, because: 'the schemas are written for zod 4' },
  {
    name: /^@duckdb\//,
    range: /^\d+\.\d+\.\d+-r\.\d+$/,
    because: 'a database engine changes answers between versions: exact',
  },
  { name: /^@aws-sdk\/client-/, range: /^\^?3\./, because: 'the third SDK' },
  { name: /^commander$/, range: /^\^14\./, because: 'Commander 15 needs Node 22' },
  { name: /^p-queue$/, range: /^\^9\./, because: 'p-queue 10 needs Node 22' },
  { name: /^p-retry$/, range: /^\^7\./, because: 'p-retry 8 needs Node 22' },
  { name: /^@types\/node$/, range: /^\^20\./, because: 'types of the oldest supported Node' },
  { name: /^@tickerlake\//, range: /^\*$/, because: 'a project of this repository' },
];

describe('versions', () => {
  it.each(pins)('of $name are as decided: $because', ({ name, range }) => {
    const off = wanted.filter((one) => name.test(one.name) && !range.test(one.range));
    expect(off).toEqual([]);
  });

  it('are the same in every package.json', () => {
    const byName = new Map<string, Set<string>>();
    for (const { name, range } of wanted) byName.set(name, (byName.get(name) ?? new Set()).add(range));
    expect([...byName].filter(([, ranges]) => ranges.size > 1)).toEqual([]);
  });

  it.each(['nx', 'eslint', 'typescript', 'typescript-7', 'vitest', 'kysely', 'commander', '@types/node'])(
    'of %s are explained in CONTRIBUTING, as pinned',
    (name) => {
      const contributing = readFileSync(join(repositoryRoot, 'CONTRIBUTING.md'), 'utf8');
      const range = wanted.find((one) => one.name === name)?.range.replace(/^.*@|[\^~]/g, '') ?? 'none';
      const [, pinned = ''] = new RegExp(`^\\| \`${name}\`[^|]*\\| ([\\d.]+)`, 'm').exec(contributing) ?? [];
      expect(pinned).not.toBe('');
      expect(`${range}.`.startsWith(`${pinned}.`)).toBe(true);
    },
  );

  it('of our own projects are one version', () => {
    expect([...new Set(manifests.map(({ manifest }) => manifest.version))]).toEqual([root.version]);
  });

  it('use no package that we decided against', () => {
    const against = ['msw', 'aws-sdk', '@polygon.io/client-js', 'jest', 'ts-node', 'lodash', 'moment', 'axios'];
    expect(wanted.filter((one) => against.includes(one.name))).toEqual([]);
  });
});
