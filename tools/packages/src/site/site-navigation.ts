/** One entry of the site's navigation. */
export interface NavigationEntry {
  readonly text: string;
  /** A path of the site. */
  readonly link: string;
}

/** A headed group of entries. */
export interface NavigationGroup {
  readonly text: string;
  readonly items: readonly NavigationEntry[];
}

/**
 * The navigation of the site from `docs/index.md`, the one list of the pages: a group per heading, an entry per first link of a bullet.
 *
 * @example
 * toNavigation('## How to\n\n- [Export data](how-to/export-data.md)')[0]?.items[0]?.link; // '/docs/how-to/export-data'
 */
export function toNavigation(index: string): NavigationGroup[] {
  return index
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [text = '', ...lines] = section.split('\n');
      const items = lines.flatMap((line) => {
        const [, name, file] = /^- \[([^\]]+)\]\(([^)#]+)\.md/.exec(line) ?? [];
        return name === undefined || file === undefined
          ? []
          : [{ text: name.replaceAll('`', ''), link: `/docs/${file.replace(/(^|\/)README$/, '$1')}` }];
      });
      return { text: text.trim(), items };
    });
}
