/**
 * A path with its parts escaped: uids come from files and people.
 *
 * @example
 * toPath`/api/folders/${'a/b'}`; // '/api/folders/a%2Fb'
 */
export function toPath(texts: TemplateStringsArray, ...parts: readonly (string | number)[]): string {
  return texts.reduce((path, text, index) => `${path}${encodeURIComponent(String(parts[index - 1] ?? ''))}${text}`);
}
