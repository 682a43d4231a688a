const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text inside an XML element.
 *
 * @example
 * xmlText('a && b'); // 'a &amp;&amp; b'
 */
export const xmlText = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/**
 * Sentences as an XML comment, which must not hold two hyphens in a row.
 *
 * @example
 * xmlComment(['Remove: x']); // '<!--\n  Remove: x\n-->'
 */
export const xmlComment = (lines: readonly string[]): string =>
  `<!--\n${lines.map((line) => `  ${line.replaceAll('--', '- -')}`).join('\n')}\n-->`;
