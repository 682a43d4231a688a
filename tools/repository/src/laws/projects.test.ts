import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { findProjects } from '../workspace-projects.mjs';

const projects = findProjects(repositoryRoot);
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');

describe.each(projects)('$folder', ({ name, folder, manifest }) => {
  it('is named after its folder', () => {
    expect({ project: name, package: manifest['name'] }).toEqual({
      project: folder.split('/').at(-1),
      package: `@tickerlake/${folder.split('/').at(-1)}`,
    });
  });

  it('says what it is, and is published by decision only', () => {
    expect(manifest).toMatchObject({
      private: true,
      license: 'MIT',
      description: expect.stringMatching(/^.{10,120}$/),
    });
  });

  it('gives Nx its targets: lint, typecheck and test', () => {
    for (const file of ['.eslintrc.json', 'tsconfig.json', 'vitest.config.mts']) {
      expect(existsSync(join(repositoryRoot, folder, file)), `${folder}/${file} is missing`).toBe(true);
    }
  });

  it('has tests', () => {
    const files = readdirSync(join(repositoryRoot, folder, 'src'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.endsWith('.test.ts'))).not.toEqual([]);
  });

  it('takes the lint rules from the cascade, where the root patterns of folders match', () => {
    expect(JSON.parse(read(`${folder}/.eslintrc.json`))).not.toHaveProperty('extends');
  });

  it('has no project.json and no executor, which Nx is about to drop', () => {
    expect(existsSync(join(repositoryRoot, folder, 'project.json'))).toBe(false);
    expect(JSON.stringify(manifest['nx'] ?? {})).not.toContain('"executor"');
  });

  it('exports files that are there', () => {
    const targets = JSON.stringify(manifest['exports'] ?? {}).match(/"\.\/[^"*]+\.[a-z]+"/g) ?? [];
    const missing = targets
      .map((quoted) => quoted.slice(1, -1))
      .filter((path) => !existsSync(join(repositoryRoot, folder, path)));
    expect(missing).toEqual([]);
  });
});

it('every folder that a lint rule is for is there', () => {
  const folders = read('.eslintrc.json').match(/(?:libs|apps|tools)\/[a-z][\w-]*(?=\/)/g) ?? [];

  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((folder) => !existsSync(join(repositoryRoot, folder)))).toEqual([]);
});
