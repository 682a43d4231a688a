const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as content of an XML element. Control characters, which XML cannot hold, become `?`.
 *
 * @example
 * escapeXml('a & b'); // 'a &amp; b'
 */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
    .replaceAll(/[&<>"]/g, (char) => entities[char] ?? char);
}
