import { byId } from './by-id.ts';

/**
 * Applies the chosen theme, or the one of the system, and calls back when it changes.
 *
 * @example
 * followTheme(document, redraw);
 */
export function followTheme(document: Document, onChange: () => void): void {
  const select = byId(document, 'theme', HTMLSelectElement);
  const apply = (): void => {
    document.documentElement.dataset['theme'] = select.value;
    onChange();
  };
  select.addEventListener('change', apply);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  document.documentElement.dataset['theme'] = select.value;
}
