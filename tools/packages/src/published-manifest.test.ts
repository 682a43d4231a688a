import { describe, expect, it } from 'vitest';
import { withNeededLibraries } from './library.ts';
import { publishedManifest } from './published-manifest.ts';

const manifest = {
  name: '@tickerlake/example',
  version: '2.1.0',
  description: 'An example',
  license: 'MIT',
  sideEffects: false,
  exports: { '.': './src/index.ts', './extra': './src/extra/index.ts' },
  dependencies: { '@tickerlake/needed': '*', zod: '^4.6.7' },
  packsTesting: false,
};

describe('publishedManifest', () => {
  const published = publishedManifest(manifest, { '.': 'index', './extra': 'extra' }, () => '1.4.0');

  it('maps every entry to the built modules and their types', () => {
    expect(published.exports).toMatchObject({
      './extra': {
        import: { types: './extra.d.ts', default: './extra.js' },
        require: { types: './extra.d.cts', default: './extra.cjs' },
      },
    });
  });

  it('depends on other libraries of the repository in the packed version, and on others as before', () => {
    expect(published.dependencies).toEqual({ '@tickerlake/needed': '^1.4.0', zod: '^4.6.7' });
  });

  it('may be published', () => {
    expect(published).not.toHaveProperty('private');
  });
});

describe('withNeededLibraries', () => {
  const root = new URL('../../..', import.meta.url).pathname;

  it('puts a library after the libraries that it needs', async () => {
    const names = (await withNeededLibraries(root, ['data-quality', 'polygon-client'])).map(({ name }) => name);

    expect(names).toEqual(['volatility', 'record-schema', 'athena-sql', 'data-quality', 'polygon-client']);
  });

  it('offers no entry for tests', async () => {
    const [library] = await withNeededLibraries(root, ['volatility']);

    expect(Object.keys(library?.entries ?? {})).toEqual(['.']);
  });

  it('offers the entry for tests that a library packs on purpose', async () => {
    const [library] = await withNeededLibraries(root, ['polygon-client']);

    expect(Object.keys(library?.entries ?? {})).toEqual(['.', './testing']);
  });

  it('names a library that does not exist', async () => {
    await expect(withNeededLibraries(root, ['nothing'])).rejects.toThrow('There is no library "nothing"');
  });
});
