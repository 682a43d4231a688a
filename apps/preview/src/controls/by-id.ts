/**
 * An element of `index.html`.
 *
 * @throws {Error} when the page has none of that id: a bug of the page.
 * @example
 * byId(document, 'from', HTMLInputElement).value;
 */
export function byId<T extends HTMLElement>(document: Document, id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${id}.`);
  return element;
}
