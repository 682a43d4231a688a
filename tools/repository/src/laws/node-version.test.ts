import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('the tests run on the Node of the PATH, the one that Nx keys its cache by', () => {
  const onPath = execFileSync('node', ['--version'], { encoding: 'utf8' }).trim();

  expect(process.version).toBe(onPath);
});
