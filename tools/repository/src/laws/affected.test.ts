import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { binScript } from '../run-bin.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { findProjects } from '../workspace-projects.mjs';

const projects = findProjects(repositoryRoot);

/** The projects that `nx affected` would run after a change of one file. */
async function showAffected(file: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [binScript(repositoryRoot, 'nx'), 'show', 'projects', '--affected', `--files=${file}`, '--json'],
    { cwd: repositoryRoot, env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' } },
  );
  return (JSON.parse(stdout) as string[]).sort();
}

/** A project and everything that depends on it according to the package.json files. */
function withDependents(name: string): string[] {
  const found = new Set([name]);
  for (const known of found) {
    const packageName = projects.find((project) => project.name === known)?.manifest['name'];
    for (const { name: other, manifest } of projects) {
      if (packageName in { ...manifest['dependencies'], ...manifest['devDependencies'] }) found.add(other);
    }
  }
  return [...found].sort();
}

describe('nx affected', () => {
  it('selects a library and its dependents, and nothing else', async () => {
    const affected = await showAffected('libs/polygon-client/src/index.ts');

    expect(affected).toEqual(withDependents('polygon-client'));
    expect(affected).toContain('pipeline');
    expect(affected).not.toContain('market-calendar');
  }, 30_000);

  it('selects every project for a change of the shared settings of tests', async () => {
    expect(await showAffected('vitest.project.mts')).toEqual(projects.map((project) => project.name).sort());
  }, 30_000);
});
