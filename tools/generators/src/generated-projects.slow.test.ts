import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
const nxPackage = require.resolve('nx/package.json');
const nxScript = join(dirname(nxPackage), JSON.parse(readFileSync(nxPackage, 'utf8')).bin.nx);
let workspace: string;

/** Runs Nx in the scratch workspace, as if not started from another one. */
function nx(...args: string[]): { status: number | null; output: string } {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:NX_|VITEST|npm_)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [nxScript, ...args], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...environment, NX_DAEMON: 'false', CI: 'true' },
  });
  return { status, output: `${stdout}${stderr}` };
}

/** A workspace with this repository's settings and packages, and the generators as its only project. */
beforeAll(() => {
  workspace = realpathSync(mkdtempSync(join(tmpdir(), 'generated-')));
  for (const file of [
    'nx.json',
    'tsconfig.base.json',
    'vitest.project.mts',
    '.eslintrc.json',
    'package-lock.json',
    '.gitignore',
  ]) {
    cpSync(join(root, file), join(workspace, file));
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(workspace, 'package.json'), JSON.stringify({ ...manifest, scripts: {} }));
  writeFileSync(join(workspace, 'tsconfig.json'), '{"extends": "./tsconfig.base.json", "files": [], "references": []}');
  mkdirSync(join(workspace, 'libs/market-calendar'), { recursive: true });
  cpSync(join(root, 'libs/market-calendar/package.json'), join(workspace, 'libs/market-calendar/package.json'));
  mkdirSync(join(workspace, 'node_modules/@tickerlake'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '@tickerlake' || name === '.cache' || name === '.vite') continue;
    symlinkSync(join(root, 'node_modules', name), join(workspace, 'node_modules', name));
  }
  symlinkSync(join(root, 'tools/generators'), join(workspace, 'node_modules/@tickerlake/generators'), 'junction');
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('the projects that the generators lay out', () => {
  it('lint, typecheck, test and bundle as they are', () => {
    for (const args of [
      ['lib', 'bar-store'],
      ['lambda', 'nightly-tidy'],
    ]) {
      const [generator = '', name = ''] = args;
      const { status, output } = nx(
        'g',
        `@tickerlake/generators:${generator}`,
        name,
        '--no-interactive',
        '--skipInstall',
      );
      expect(status, output).toBe(0);
    }

    const { status, output } = nx(
      'run-many',
      '-t',
      'lint',
      'typecheck',
      'test',
      'bundle',
      '-p',
      'bar-store',
      'nightly-tidy',
    );

    expect(status, output).toBe(0);
    for (const task of [
      'bar-store:lint',
      'bar-store:typecheck',
      'bar-store:test',
      'nightly-tidy:test',
      'nightly-tidy:bundle',
    ]) {
      expect(output).toContain(task);
    }
    const reports = ['bar-store', 'nightly-tidy'].map((name) =>
      JSON.parse(readFileSync(join(workspace, `test-results/${name}.json`), 'utf8')),
    );
    expect(reports.map((report) => report.numPassedTests)).toEqual([3, 6]);
  }, 120_000);
});
