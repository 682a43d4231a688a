import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';

/** The last commit before this law was added. Needs the full history (`fetch-depth: 0`). */
const lastBefore = '14ddbd17';
const longest = 72;

describe('commit subjects', () => {
  it(`have at most ${longest} characters: put the reason in the body`, () => {
    const subjects = execFileSync('git', ['log', '--format=%s', `${lastBefore}..HEAD`], {
      cwd: repositoryRoot,
      encoding: 'utf8',
    });
    expect(subjects.split('\n').filter((subject) => subject.length > longest)).toEqual([]);
  });
});
