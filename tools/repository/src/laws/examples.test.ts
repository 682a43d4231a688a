import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { readCommittedFiles } from './committed-files.ts';
import { findExamples } from './find-examples.ts';

/** Modules that need a browser or have side effects on import. */
const notLoaded =
  /^apps\/preview\/|\/main\.[mc]?[jt]s$|\.test(-d)?\.ts$|\/testing\/|^tools\/(?:generators|page-browser)\//;
const run = async (source: string, scope: Record<string, unknown>): Promise<unknown> =>
  new Function(...Object.keys(scope), `return (${source});`)(...Object.values(scope));

/** Compares numbers to twelve digits, and only the beginning of an expected text that ends in `...`. */
function toComparable(value: unknown, side?: 'expected'): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (typeof value === 'string' && side === 'expected' && value.endsWith('...'))
    return expect.stringContaining(value.slice(0, -3));
  if (Array.isArray(value)) return value.map((one) => toComparable(one, side));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toComparable(one, side)]));
}

const modules = readCommittedFiles().filter(
  ({ path, text }) => /\.[cm]?ts$/.test(path) && !notLoaded.test(path) && text.includes('@example'),
);
const exported = (text: string) =>
  new Set([...text.matchAll(/^export (?:const|function|async function|class) (\w+)/gm)].map((match) => match[1] ?? ''));
const examples = modules.flatMap(({ path, text }) =>
  findExamples(text, exported(text)).map((example) => ({ path, ...example })),
);

describe('examples in docstrings', () => {
  it('are found', () => {
    expect(examples.length).toBeGreaterThan(150);
  });

  test.each(examples)('$path:$line $expression is $expected', async ({ path, expression, expected }) => {
    const scope = (await import(join(repositoryRoot, path))) as Record<string, unknown>;
    expect(toComparable(await run(expression, { ...scope }))).toEqual(
      toComparable(await run(expected, {}), 'expected'),
    );
  });
});
