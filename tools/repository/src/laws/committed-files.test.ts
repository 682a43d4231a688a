import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';

const files = readCommittedFiles();

/** Every match in every file, as `path:line match`. */
function findAll(pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const match = pattern.exec(line);
      return match === null ? [] : [`${path}:${index + 1} ${match[0]}`];
    }),
  );
}

const laws = [
  {
    law: 'the host of a package registry',
    pattern:
      /registry\.(?:npmjs|yarnpkg)\.\w+|npm\.pkg\.github\.com|(?:files\.pythonhosted|pypi|crates|deb\.debian)\.(?:org|io)\b|proxy\.golang\.org|repo\d?\.maven\.(?:org|apache\.org)/,
    planted: `registry.${'npmjs'}.org`,
  },
  {
    law: 'a path that exists on one machine only',
    pattern:
      /(?<![\w.$}])\/(?:work|farm|root)\/|(?<![\w.$}])\/tmp\/[a-z]|(?<![\w.$}])\/(?:home|Users)\/\w+\/|[A-Z]:\\Users\\/,
    planted: `"${'/tmp'}/scratch"`,
  },
  {
    law: 'a key',
    pattern: /AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{36}/,
    planted: `AKIA${'0'.repeat(16)}`,
  },
  { law: 'the mark of an unresolved merge', pattern: /^(?:<{7}|>{7}) /, planted: `${'<'.repeat(7)} HEAD` },
];

describe('the committed files', () => {
  it('are found', () => {
    expect(files.map((file) => file.path)).toEqual(
      expect.arrayContaining(['package.json', 'tools/repository/package.json']),
    );
  });

  it.each(laws)('hold no text like $law', ({ pattern }) => {
    expect(findAll(pattern)).toEqual([]);
  });

  it.each(laws)('would be caught with $law', ({ pattern, planted }) => {
    expect(planted).toMatch(pattern);
  });
});
