import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { findProjects } from '../workspace-projects.mjs';
import { mayImport, mustNotImport, withoutNode } from './layers.ts';
import { type Complaint, createPlantedLint } from './lint-planted.ts';

const BOUNDARIES = '@nx/enforce-module-boundaries';
const projects = findProjects(repositoryRoot).map(({ name, folder, manifest }) => ({
  name,
  folder,
  packageName: manifest['name'] as string,
  layer:
    ((manifest['nx']?.tags ?? []) as string[]).find((tag) => tag.startsWith('layer:'))?.slice('layer:'.length) ??
    'none',
  needs: Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] }),
}));
type Project = (typeof projects)[number];
const layered = projects.filter((project) => project.layer !== 'tool');
const ofLayer = (layers: readonly string[]) => layered.filter((project) => layers.includes(project.layer));

let lint: (path: string, text: string) => Promise<Complaint[]>;
beforeAll(async () => {
  lint = await createPlantedLint();
}, 60_000);

/** Whether a project depends on another, directly or indirectly; an import in the other direction would be a cycle. */
const reaches = (from: Project, to: Project): boolean =>
  projects.some((next) => from.needs.includes(next.packageName) && (next === to || reaches(next, to)));

/** One import and its use per line, so that a complaint's line identifies the import. */
function importing(modules: readonly string[]): string {
  return modules
    .map((module, index) => `import * as m${index} from '${module}'; export const n${index} = m${index};`)
    .join('\n');
}

/**
 * Whether a complaint comes from a ban of the package and not only from its absence in package.json. For a package that
 * is not installed, the boundary rule can only report its absence.
 */
function isBan({ rule, text }: Complaint, packageName: string): boolean {
  return rule !== BOUNDARIES || text.includes('is not allowed to import') || !isInstalled(packageName);
}

function isInstalled(packageName: string): boolean {
  return existsSync(join(repositoryRoot, 'node_modules', packageName));
}

it('every project belongs to a layer that this test knows', () => {
  const known = new Set([...Object.keys(mayImport), 'tool']);

  expect(projects.filter((project) => !known.has(project.layer)).map((project) => project.name)).toEqual([]);
});

describe.each(layered)('$name', (project) => {
  const { name, folder, layer } = project;
  it.each(['planted.ts', 'planted.test.ts'])(
    'imports only the layers below it and nothing that depends on it, in %s',
    async (file) => {
      const others = projects.filter((other) => other.name !== name);
      const forbidden = others.filter((other) => !mayImport[layer]?.includes(other.layer) || reaches(other, project));

      const complaints = await lint(`${folder}/src/${file}`, importing(others.map((other) => other.packageName)));

      const stopped = complaints
        .filter((complaint) => complaint.rule === BOUNDARIES)
        .map((complaint) => others[complaint.line - 1]?.name);
      expect(stopped).toEqual(forbidden.map((other) => other.name));
    },
  );

  it('imports no file of another project by its path, and no package that its package.json does not name', async () => {
    const other = layered.find((candidate) => candidate.name !== name);

    const complaints = await lint(
      `${folder}/src/planted.ts`,
      importing([`../../../${other?.folder}/src/index.ts`, 'tslib']),
    );

    expect(complaints.map(({ line, rule }) => `${line} ${rule}`)).toEqual([`1 ${BOUNDARIES}`, `2 ${BOUNDARIES}`]);
  });

  it('lints clean without a violation', async () => {
    const harmless = `/** Twice a number. */\nexport const twice = (value: number): number => 2 * value;\n`;

    expect(await lint(`${folder}/src/planted.ts`, harmless)).toEqual([]);
  });
});

describe('packages and modules that a layer must not import', () => {
  const banned = ofLayer(Object.keys(mustNotImport)).map(({ folder, layer }) => ({
    folder,
    packages: mustNotImport[layer] ?? [],
  }));

  it.each(banned)('$folder imports none of $packages', async ({ folder, packages }) => {
    const late = packages.map((name, index) => `export const late${index} = await import('${name}');`);

    const complaints = await lint(`${folder}/src/planted.ts`, [importing(packages), ...late].join('\n'));

    const banOf = (line: number): string => packages[(line - 1) % packages.length] ?? '';
    const bans = complaints.filter((complaint) => isBan(complaint, banOf(complaint.line)));
    expect([...new Set(bans.map(({ line }) => line))].sort((one, other) => one - other)).toEqual(
      [...packages, ...packages].map((_, index) => index + 1),
    );
  });

  it.each(ofLayer(withoutNode))('$folder imports no module of Node', async ({ folder }) => {
    const complaints = await lint(
      `${folder}/src/planted.ts`,
      `${importing(['node:fs', 'node:http', 'fs'])}\nexport const late = await import('node:path');`,
    );

    expect(complaints.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '1 no-restricted-imports',
      '2 no-restricted-imports',
      '3 no-restricted-imports',
      '4 no-restricted-syntax',
    ]);
  });

  it.each(ofLayer(['sql', 'quality', 'dashboards']))('$folder may run DuckDB in its tests', async ({ folder }) => {
    expect(await lint(`${folder}/src/planted.test.ts`, importing(['@duckdb/node-api', 'node:fs']))).toEqual([]);
  });
});

describe('time, randomness and the environment', () => {
  const libraries = layered.filter((project) => project.folder.startsWith('libs/'));
  const apps = layered.filter((project) => project.folder.startsWith('apps/'));
  const uses = [
    { use: 'Date.now()', rule: 'no-restricted-properties' },
    { use: 'new Date()', rule: 'no-restricted-syntax' },
    { use: 'Math.random()', rule: 'no-restricted-properties' },
    { use: "process.env['HOME']", rule: 'no-restricted-properties' },
  ];

  it.each(libraries)('$folder uses none of them', async ({ folder }) => {
    const complaints = await lint(
      `${folder}/src/planted.ts`,
      uses.map(({ use }, index) => `export const value${index} = ${use};`).join('\n'),
    );

    expect(complaints.map(({ line, rule }) => ({ use: uses[line - 1]?.use, rule }))).toEqual(uses);
  });

  it('a library does not destructure process either', async () => {
    const complaints = await lint('libs/pipeline/src/planted.ts', 'const { env } = process;\nexport const home = env;');

    expect(complaints.map((complaint) => complaint.rule)).toEqual(['no-restricted-properties']);
  });

  it('a fixed instant is not a reading of the clock', async () => {
    expect(await lint('libs/pipeline/src/planted.ts', 'export const day = new Date(0);')).toEqual([]);
  });

  it.each(apps)('$folder reads the environment only in main.ts or config.ts', async ({ folder }) => {
    const reading = "export const home = process.env['HOME'];";

    expect((await lint(`${folder}/src/planted.ts`, reading)).map((complaint) => complaint.rule)).toEqual([
      'no-restricted-properties',
    ]);
    for (const file of ['main.ts', 'config.ts']) expect(await lint(`${folder}/src/${file}`, reading)).toEqual([]);
  });
});
