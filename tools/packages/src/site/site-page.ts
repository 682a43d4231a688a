import { posix } from 'node:path';

/** Where links of a page lead on the site. */
export interface SiteLinks {
  /** Whether a path from the repository's root is a page or an image of the site. */
  readonly has: (path: string) => boolean;
  /** The folder of the sources on the web, with the slash; null when it is unknown. */
  readonly sources: string | null;
}

const link = /(?<!!)\[((?:[^[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(([^)\s]+)\)/g;
const fence = /^```[^]*?^```$/gm;

/**
 * A Markdown page of the repository as a page of the site: links to sources lead to them on the web, or become plain text.
 *
 * @param path of the page, from the repository's root.
 * @example
 * toSitePage('see [it](../libs/x/src/a.ts)', 'docs/index.md', { has: () => false, sources: null }); // 'see it'
 */
export function toSitePage(markdown: string, path: string, links: SiteLinks): string {
  const convert = (text: string): string =>
    text
      .replace(link, (whole, name: string, target: string) => {
        if (/^(?:[a-z]+:|#)/.test(target)) return whole;
        const [file = '', anchor = ''] = target.split(/(?=#)/);
        const to = posix.normalize(posix.join(posix.dirname(path), file));
        if (links.has(to)) return whole;
        return links.sources === null ? name : `[${name}](${links.sources}${to}${anchor})`;
      })
      // What the site's templates would evaluate.
      .replaceAll('{{', '{&#123;');
  let end = 0;
  const parts: string[] = [];
  for (const block of markdown.matchAll(fence)) {
    parts.push(convert(markdown.slice(end, block.index)), block[0]);
    end = block.index + block[0].length;
  }
  return [...parts, convert(markdown.slice(end))].join('');
}
