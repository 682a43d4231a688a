import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toNavigation } from './site-navigation.ts';
import { toSitePage } from './site-page.ts';

const root = join(import.meta.dirname, '../../../..');

describe('a page of the site', () => {
  const sources = 'https://github.com/o/n/blob/main/';
  const has = (path: string): boolean => path === 'docs/a.md';

  it.each([
    { name: 'keeps a link to a page', text: '[a](a.md#b)', page: '[a](a.md#b)' },
    { name: 'keeps a link to the web', text: '[a](https://x.org)', page: '[a](https://x.org)' },
    { name: 'keeps a link within itself', text: '[a](#b)', page: '[a](#b)' },
    { name: 'links to a source on the web', text: '[a](../libs/x.ts#L1)', page: `[a](${sources}libs/x.ts#L1)` },
    { name: 'keeps an image', text: '![a](pages/a.webp)', page: '![a](pages/a.webp)' },
    { name: 'keeps the code of a block', text: '```ts\n[a](b.ts) {{ c }}\n```', page: '```ts\n[a](b.ts) {{ c }}\n```' },
    { name: 'has no template', text: 'a {{ b }}', page: 'a {&#123; b }}' },
  ])('$name', ({ text, page }) => {
    expect(toSitePage(text, 'docs/index.md', { has, sources })).toBe(page);
  });

  it('has no link to a source whose place on the web is unknown', () => {
    expect(toSitePage('see [a](../libs/x.ts).', 'docs/index.md', { has, sources: null })).toBe('see a.');
  });
});

describe('the pages of this repository', () => {
  const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
  /** As GitHub and the site name headings: lower case, hyphens, a number for the second of a name. */
  const anchors = (path: string): string[] =>
    [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    );

  it.each(pages)('%s: every link leads to a file, and to a heading of a page', (page) => {
    const broken = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#');
        const path = file === '' ? page : posix.join(posix.dirname(page), file);
        if (!existsSync(join(root, path))) return true;
        return anchor !== undefined && path.endsWith('.md') && !anchors(path).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  it('are in the navigation of the site, which is docs/index.md', () => {
    const links = toNavigation(readFileSync(join(root, 'docs/index.md'), 'utf8')).flatMap(({ items }) => items);
    const missing = pages
      .filter((page) => page.startsWith('docs/') && !['docs/index.md', 'docs/tutorial.md'].includes(page))
      .map((page) => `/${page.replace(/\.md$/, '').replace(/\/README$/, '/')}`)
      .filter((path) => !links.some(({ link }) => link === path));
    expect(links.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});
