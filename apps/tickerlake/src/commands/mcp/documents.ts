import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page of the documentation, as a resource. */
export interface Document {
  readonly uri: string;
  readonly name: string;
  /** The page's first heading. */
  readonly title: string;
  readonly text: string;
}

/** Pages that help to understand the tables and to use the command. */
const pages = [
  'columns',
  'glossary',
  'commands',
  'explanation/architecture',
  'how-to/explain-a-number',
  'how-to/export-data',
  'how-to/read-the-tables',
] as const;

/**
 * The pages, read from the folder of this program.
 *
 * @example
 * const uris = readDocuments(home).map(({ uri }) => uri);
 */
export const readDocuments = (home: string): Document[] =>
  pages.map((page) => {
    const text = readFileSync(join(home, 'docs', `${page}.md`), 'utf8');
    return { uri: `tickerlake://docs/${page}.md`, name: page, title: /^# (.+)$/m.exec(text)?.[1] ?? page, text };
  });
