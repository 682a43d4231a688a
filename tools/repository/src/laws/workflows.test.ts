import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';

const workflows = readCommittedFiles().filter((file) => file.path.startsWith('.github/workflows/'));

it('there is a workflow', () => {
  expect(workflows.map((file) => file.path)).toContain('.github/workflows/ci.yml');
});

describe.each(workflows)('$path', ({ text }) => {
  it('pins every action by its commit, with the version in a comment', () => {
    const used = text.match(/uses: .*/g) ?? [];

    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((line) => !/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*$/.test(line))).toEqual([]);
  });

  it('may read the repository and nothing more', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
    expect(text.match(/permissions:/g)).toHaveLength(1);
  });

  it('keeps no credentials in the checkout', () => {
    expect(text.match(/persist-credentials: false/g)).toHaveLength(text.match(/actions\/checkout@/g)?.length ?? 0);
  });
});
