import { describe, expect, it } from 'vitest';
import { findChangedFiles } from './changed-files.mjs';

describe('findChangedFiles', () => {
  it.each([
    { name: 'nothing', before: [['a', '1']], after: [['a', '1']], changed: [] },
    {
      name: 'other content',
      before: [
        ['a', '1'],
        ['b', '1'],
      ],
      after: [
        ['b', '1'],
        ['a', '2'],
      ],
      changed: ['a'],
    },
    {
      name: 'a new file and one that is gone',
      before: [['gone', '1']],
      after: [['added', '1']],
      changed: ['added', 'gone'],
    },
  ] as const)('finds $name', ({ before, after, changed }) => {
    expect(findChangedFiles(new Map(before), new Map(after))).toEqual(changed);
  });
});
