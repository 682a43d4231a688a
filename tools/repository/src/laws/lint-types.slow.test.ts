import { join } from 'node:path';
import { loadESLint } from 'eslint';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';

/** One violation per line, in the order of the rules below. */
const planted = `
const wait = async (): Promise<void> => {};
wait();
[1].forEach(wait);
export const always = 'text' ?? '';
export const same = always!;
`;

/** Files whose text is replaced. A path that is not on disk is in no program, so the parser refuses it. */
const places = [
  'apps/tickerlake/src/main.ts',
  'apps/preview/src/main.ts',
  'libs/volatility/src/index.ts',
  'tools/repository/src/laws/lint-types.slow.test.ts',
];

let lint: (path: string, text: string) => Promise<string[]>;
beforeAll(async () => {
  // With CI=true the parser reads the file on disk instead of the planted text.
  vi.stubEnv('TSESTREE_SINGLE_RUN', 'false');
  const LegacyESLint = await loadESLint({ useFlatConfig: false });
  const eslint = new LegacyESLint({
    cwd: repositoryRoot,
    useEslintrc: false,
    overrideConfigFile: '.eslintrc.types.json',
    allowInlineConfig: false,
  });
  lint = async (path, text) => {
    const results = await eslint.lintText(text, { filePath: join(repositoryRoot, path) });
    return results.flatMap(({ messages }) =>
      messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`),
    );
  };
});
afterAll(() => vi.unstubAllEnvs());

it.each(places)(
  'every rule that needs types finds its violation in %s',
  async (path) => {
    expect(await lint(path, planted)).toEqual([
      '3 @typescript-eslint/no-floating-promises',
      '4 @typescript-eslint/no-misused-promises',
      '5 @typescript-eslint/no-unnecessary-condition',
      '6 @typescript-eslint/no-unnecessary-type-assertion',
    ]);
  },
  900_000, // the first builds one program of the whole repository
);
