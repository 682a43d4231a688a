const { join } = require('node:path');
const { generateFiles } = require('@nx/devkit');

/** @import { Tree } from '@nx/devkit' */

const folder = 'libs/pipeline/src/sources';
const registry = `${folder}/sources.ts`;

/**
 * Creates a source of bars: its definition, its code and its contract test, which passes from the start, and its entry in the registry.
 * What the vendor does differently is then changed until the contract passes over the vendor's own format.
 *
 * @example
 * // npx nx g @tickerlake/generators:source vendor --host=api.vendor.com
 *
 * @param {Tree} tree
 * @param {{ name: string, host: string }} options
 * @returns {Promise<void>}
 * @throws {Error} When the name is no name of a source or is taken, or the registry has another form.
 */
async function sourceGenerator(tree, { name, host }) {
  if (!/^[a-z][a-z0-9]*$/.test(name))
    throw new Error(`"${name}" cannot be the name of a source: use lower-case letters and digits.`);
  if (tree.exists(`${folder}/${name}`)) throw new Error(`${folder}/${name} exists already: choose another name.`);
  const text = tree.read(registry, 'utf8') ?? '';
  const entry = /(readonly SourceDefinition\[\] = \[[^\]]*)\];/;
  if (!entry.test(text)) throw new Error(`${registry} has no list of sources: add the source by hand.`);
  const imported = `import { ${name} } from './${name}/${name}.ts';\n`;
  tree.write(
    registry,
    text.replace(entry, `$1, ${name}];`).replace(/(?=import type \{ SourceDefinition \})/, () => imported),
  );
  generateFiles(tree, join(__dirname, 'files'), `${folder}/${name}`, {
    tmpl: '',
    name,
    host,
    Name: `${name[0]?.toUpperCase()}${name.slice(1)}`,
    NAME: name.toUpperCase(),
  });
}

module.exports = sourceGenerator;
