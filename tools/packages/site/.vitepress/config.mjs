import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const { guides, libraries, repository } = JSON.parse(
  readFileSync(new URL('../pages/navigation.json', import.meta.url), 'utf8'),
);
/** A volatility line. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1f6feb"/><path d="M2 11l3-3 2 2 3-6 4 5" fill="none" stroke="#fff" stroke-width="1.6"/></svg>';
const link = (text, path) => ({ text, link: path });

export default defineConfig({
  title: 'Tickerlake',
  description: "Hourly volatility of stocks: from a market-data vendor's API to charts you can trust",
  lang: 'en-US',
  base: process.env.DOCS_BASE ?? '/',
  srcDir: 'pages',
  cleanUrls: false,
  lastUpdated: false,
  head: [
    ['meta', { name: 'theme-color', content: '#1f6feb' }],
    ['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }],
  ],
  // A type such as Promise<T> in a page is text, not an element.
  markdown: { html: false, languageAlias: { dqdl: 'sql' }, theme: { light: 'github-light', dark: 'github-dark' } },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        detailedView: true,
        // Guides before the reference of the libraries, and both before the tools of this repository.
        miniSearch: {
          searchOptions: {
            boostDocument: (id) =>
              /\/docs\/|\/about/.test(id) ? 4 : /\/libs\//.test(id) ? 2 : /\/api\//.test(id) ? 1 : 0.5,
          },
        },
      },
    },
    outline: { level: [2, 3] },
    externalLinkIcon: true,
    nav: [
      link('Tutorial', '/docs/tutorial'),
      link('How to', '/docs/'),
      link('Commands', '/docs/commands'),
      link('Columns', '/docs/columns'),
      link('Libraries', '/docs/how-to/use-one-library'),
      link('Changes', '/CHANGELOG'),
    ],
    sidebar: {
      '/api/': [{ text: 'Libraries', items: libraries }],
      '/': [
        {
          text: 'Start',
          items: [
            link('Tutorial', '/docs/tutorial'),
            link('What it is', '/about'),
            link('All pages', '/docs/'),
            link('Contributing', '/CONTRIBUTING'),
          ],
        },
        ...guides,
        { text: 'Libraries', collapsed: true, items: libraries.map((one) => ({ ...one, collapsed: true })) },
      ],
    },
    ...(repository !== null && { socialLinks: [{ icon: 'github', link: repository }] }),
    footer: { message: 'MIT licence' },
  },
});
