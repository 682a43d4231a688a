import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing.js';
import { beforeEach, describe, expect, it } from 'vitest';
import lambdaGenerator from './lambda/generator.cjs';
import libGenerator from './lib/generator.cjs';
import sourceGenerator from './source/generator.cjs';

const root = join(import.meta.dirname, '../../..');
const ROOT_FILES = ['package.json', 'nx.json', 'tsconfig.base.json', '.eslintrc.json'];
const map =
  '# Tickerlake\n\n| place | holds |\n| --- | --- |\n| `apps/preview` | the page |\n| `libs/athena-sql` | dialects |\n\nMore.\n';
let tree: Tree;

beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  for (const path of ROOT_FILES) tree.write(path, readFileSync(join(root, path)));
  tree.write('tsconfig.json', '{"extends": "./tsconfig.base.json", "files": [], "references": []}');
  tree.write('libs/market-calendar/package.json', '{"dependencies": {"zod": "^4.6.7"}}');
  tree.write('README.md', map);
});

const filesOf = (folder: string): string[] =>
  tree
    .children(folder)
    .flatMap((name) =>
      tree.isFile(`${folder}/${name}`) ? [name] : filesOf(`${folder}/${name}`).map((file) => `${name}/${file}`),
    )
    .sort();

describe('lib', () => {
  it('writes the files that every library here has, and no others', async () => {
    await libGenerator(tree, { name: 'bar-store', layer: 'pipeline', description: 'Keeps bars on disk.' });

    expect(filesOf('libs/bar-store')).toEqual([
      '.eslintrc.json',
      'README.md',
      'package.json',
      'src/index.ts',
      'src/sum-numbers.test.ts',
      'src/sum-numbers.ts',
      'tsconfig.json',
      'vitest.config.mts',
    ]);
    expect(readJson(tree, 'libs/bar-store/package.json')).toMatchObject({
      name: '@tickerlake/bar-store',
      description: 'Keeps bars on disk',
      nx: { name: 'bar-store', tags: ['layer:pipeline'] },
    });
  });

  it('is of the layer that may import least when none is named', async () => {
    await libGenerator(tree, { name: 'bar-store' });

    expect(readJson(tree, 'libs/bar-store/package.json').nx.tags).toEqual(['layer:vocabulary']);
  });

  it('keeps quotes in a description', async () => {
    await libGenerator(tree, { name: 'bar-store', description: 'What we call a "bar"' });

    expect(readJson(tree, 'libs/bar-store/package.json').description).toBe('What we call a "bar"');
  });
});

describe('lambda', () => {
  it('writes a handler, its config and a bundle target', async () => {
    await lambdaGenerator(tree, { name: 'nightly-tidy' });

    expect(filesOf('apps/nightly-tidy')).toEqual([
      '.eslintrc.json',
      'README.md',
      'package.json',
      'src/config.test.ts',
      'src/config.ts',
      'src/event-error.ts',
      'src/event.ts',
      'src/handler.test.ts',
      'src/handler.ts',
      'src/main.ts',
      'tsconfig.json',
      'vitest.config.mts',
    ]);
    expect(readJson(tree, 'apps/nightly-tidy/package.json')).toMatchObject({
      dependencies: { zod: '^4.6.7' },
      nx: {
        projectType: 'application',
        targets: { bundle: { command: expect.stringContaining('esbuild src/main.ts') } },
      },
    });
  });

  it('says what is missing when no library uses zod', async () => {
    tree.delete('libs');

    await expect(lambdaGenerator(tree, { name: 'nightly-tidy' })).rejects.toThrow(/No library depends on zod/);
  });
});

const generators = [
  { name: 'lib', folder: 'libs/new-one', generate: () => libGenerator(tree, { name: 'new-one', description: 'New' }) },
  {
    name: 'lambda',
    folder: 'apps/new-one',
    generate: () => lambdaGenerator(tree, { name: 'new-one', description: 'New' }),
  },
];

describe.each(generators)('every generator: $name', ({ folder, generate }) => {
  it('adds its reference to the root tsconfig.json and changes no other root file', async () => {
    await generate();

    expect(readJson(tree, 'tsconfig.json').references).toEqual([{ path: `./${folder}` }]);
    for (const path of ROOT_FILES) expect(tree.read(path, 'utf8'), path).toBe(readFileSync(join(root, path), 'utf8'));
    expect(tree.exists('.vscode/launch.json')).toBe(false);
  });

  it('puts the project on the map of the root README, below its siblings', async () => {
    await generate();

    const lines = (tree.read('README.md', 'utf8') ?? '').split('\n');
    const sibling = lines.findIndex((line) => line.startsWith(`| \`${folder.slice(0, 5)}`));
    expect(lines[sibling + 1]).toBe(`| \`${folder}\` | New |`);
    expect(lines).toHaveLength(map.split('\n').length + 1);
  });

  it('leaves a README without a map alone', async () => {
    tree.write('README.md', '# Tickerlake\n');
    await generate();

    expect(tree.read('README.md', 'utf8')).toBe('# Tickerlake\n');
  });

  it('refuses a folder that is taken', async () => {
    tree.write(`${folder}/package.json`, '{}');

    await expect(generate()).rejects.toThrow(`${folder} already exists`);
  });
});

it.each(['Bar', 'bar store', '../bar', 'bar-', '1bar', ''])('a project cannot be called "%s"', async (name) => {
  await expect(libGenerator(tree, { name })).rejects.toThrow(/kebab-case/);
  await expect(lambdaGenerator(tree, { name })).rejects.toThrow(/kebab-case/);
});

describe('source', () => {
  const folder = 'libs/pipeline/src/sources';
  const registry = readFileSync(join(root, folder, 'sources.ts'), 'utf8');

  it('writes definition, code and contract test, and adds the source to the registry', async () => {
    tree.write(`${folder}/sources.ts`, registry);
    await sourceGenerator(tree, { name: 'vendor', host: 'api.vendor.com' });

    expect(filesOf(`${folder}/vendor`)).toEqual([
      'open-vendor.ts',
      'vendor-contract.test.ts',
      'vendor-source.ts',
      'vendor.ts',
    ]);
    const text = tree.read(`${folder}/sources.ts`, 'utf8') ?? '';
    expect(text).toMatch(/readonly SourceDefinition\[\] = \[[^\]]*, vendor\];/);
    expect(text).toContain("import { vendor } from './vendor/vendor.ts';\n");
    expect(tree.read(`${folder}/vendor/vendor.ts`, 'utf8')).toContain("secrets: ['VENDOR_API_KEY']");
  });

  it.each([
    { name: 'Some-Vendor', says: 'use lower-case letters and digits' },
    { name: 'alpaca', says: 'exists already' },
    { name: 'vendor', says: 'has no list of sources' },
  ])('refuses $name', async ({ name, says }) => {
    if (name !== 'vendor') tree.write(`${folder}/sources.ts`, registry);
    tree.write(`${folder}/alpaca/alpaca.ts`, '');
    await expect(sourceGenerator(tree, { name, host: 'api.vendor.com' })).rejects.toThrow(says);
  });
});
