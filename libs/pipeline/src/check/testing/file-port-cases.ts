import type { FilePort } from '@tickerlake/data-quality';
import { expect, it } from 'vitest';

/** A place with the files of the contract. */
export interface FilePlace {
  readonly files: FilePort;
  /** The folder that holds `in/a.txt` with the text `abc`, an empty `in/deep/b.txt`, and `index.txt`. */
  readonly folder: string;
  /** No file is older. */
  readonly since: Date;
}

/**
 * The contract of files for rules, on this machine and in S3.
 *
 * @param open called once for each case.
 * @example
 * describe('files of this machine', () => filePortCases(async () => place));
 */
export function filePortCases(open: () => Promise<FilePlace>): void {
  it.each([
    { path: 'in', found: { 'in/a.txt': 3, 'in/deep/b.txt': 0 } },
    { path: 'in/', found: { 'in/a.txt': 3, 'in/deep/b.txt': 0 } },
    { path: 'in/deep', found: { 'in/deep/b.txt': 0 } },
    { path: 'in/a.txt', found: { 'in/a.txt': 3 } },
  ])('$path has $found', async ({ path, found }) => {
    const { files, folder, since } = await open();
    const listed = await files.list(`${folder}/${path}`);

    expect(Object.fromEntries(listed.map((file) => [file.path.slice(folder.length + 1), file.bytes]))).toEqual(found);
    for (const { modifiedAt } of listed) expect(modifiedAt.getTime()).toBeGreaterThanOrEqual(since.getTime());
  });

  it.each(['i', 'in/a', 'nothing/'])('%s does not exist', async (path) => {
    const { files, folder } = await open();

    await expect(files.list(`${folder}/${path}`)).rejects.toThrow(/does not exist/);
  });

  it.each([
    { path: 'in/a.txt', algorithm: 'MD5', hash: /^900150983cd24fb0d6963f7d28e17f72$/ },
    { path: 'in/a.txt', algorithm: 'SHA-1', hash: /^a9993e364706816aba3e25717850c26c9cd0d89d$/ },
    { path: 'in/deep/b.txt', algorithm: 'SHA-256', hash: /^e3b0c44298fc1c149afbf4c8996fb924/ },
  ] as const)('$algorithm of $path', async ({ path, algorithm, hash }) => {
    const { files, folder } = await open();

    expect(await files.checksum(`${folder}/${path}`, algorithm)).toMatch(hash);
  });

  it('a missing file has no checksum', async () => {
    const { files, folder } = await open();

    await expect(files.checksum(`${folder}/nothing.txt`, 'MD5')).rejects.toThrow(/nothing\.txt/);
  });
}
