const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text for the inside of an XML or HTML element or attribute. Characters that XML 1.0 does not know become U+FFFD.
 *
 * @example
 * escapeMarkup('a < "b"'); // 'a &lt; &quot;b&quot;'
 */
export function escapeMarkup(text: string): string {
  // Allowed by XML 1.0: tab, line feed, carriage return, and everything from U+0020 but surrogates, U+FFFE and U+FFFF.
  const known = [...text].map((character) =>
    /[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]|[\u{10000}-\u{10FFFF}]/u.test(character) ? character : '\uFFFD',
  );
  return known.join('').replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
