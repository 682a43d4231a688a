import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { findProjects } from '../workspace-projects.mjs';
import { findReadmeFaults } from './readme-faults.ts';

const projects = findProjects(repositoryRoot);
const readIfPresent = (path: string) =>
  existsSync(join(repositoryRoot, path)) ? readFileSync(join(repositoryRoot, path), 'utf8') : undefined;

describe('findReadmeFaults', () => {
  const good =
    '# Volatility\n\nHourly volatility of bars.\n\n```ts\nrun();\n```\n\nReturns a number; throws nothing.\n';

  it('accepts a sentence, a block and what it returns', () => {
    expect(findReadmeFaults(good)).toEqual([]);
  });

  it.each([
    { name: 'no README', text: undefined, fault: /there is none/ },
    { name: 'no heading', text: good.replace('# Volatility', 'Volatility'), fault: /first line is a heading/ },
    { name: 'no sentence', text: good.replace('Hourly volatility of bars.', ''), fault: /one paragraph/ },
    { name: 'no code block', text: good.replace(/```[^]*```/, ''), fault: /runnable block/ },
    {
      name: 'nothing after the block',
      text: good.replace('Returns a number; throws nothing.', ''),
      fault: /what it returns/,
    },
    { name: 'a novel', text: good + 'More.\n'.repeat(120), fault: /at most/ },
  ])('rejects $name', ({ text, fault }) => {
    expect(findReadmeFaults(text).join()).toMatch(fault);
  });
});

describe('the README of every project', () => {
  it.each(projects)('$folder has the required form', ({ folder }) => {
    expect(findReadmeFaults(readIfPresent(`${folder}/README.md`))).toEqual([]);
  });

  it.each(projects)('$folder is in the map of the root README', ({ folder }) => {
    expect(readIfPresent('README.md')?.includes(folder), `README.md does not name ${folder}`).toBe(true);
  });
});
