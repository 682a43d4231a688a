import type { VendorComparison } from './compare-vendor-client.ts';

const [start, end] = ['<!-- vendor-client -->', '<!-- /vendor-client -->'];

/**
 * Puts the table of a comparison into a page, between its marks.
 *
 * @throws {Error} when the page has no marks.
 * @example
 * const page = withVendorTable(await readFile('README.md', 'utf8'), comparison);
 */
export function withVendorTable(page: string, { vendorClient, measuredOn, node, rows }: VendorComparison): string {
  const [head, tail] = [page.indexOf(start), page.indexOf(end)];
  if (head < 0 || tail < head) throw new Error(`The page has no place for the table: ${start} and ${end}.`);
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const lines = [
    `Measured on ${measuredOn} with \`${vendorClient}\` (\`pagination: true\`), Node ${node}, against the server of \`/testing\`: six bars on three pages, and what is wrong with them.`,
    '',
    '<!-- prettier-ignore -->',
    "| the server sends | this client | the vendor's client |",
    '| --- | --- | --- |',
    ...rows.map(({ what, ours, theirs }) => `| ${what} | ${cell(ours)} | ${cell(theirs)} |`),
  ];
  return `${page.slice(0, head)}${start}\n${lines.join('\n')}\n${page.slice(tail)}`;
}
