import { byId } from './by-id.ts';

/**
 * Applies the chosen theme, or the one of the system, and calls back when it changes; `choose` changes it too.
 *
 * @example
 * followTheme(document, redraw);
 */
export function followTheme(document: Document, onChange: () => void): { choose(theme: string): void } {
  const select = byId(document, 'theme', HTMLSelectElement);
  const apply = (): void => {
    document.documentElement.dataset['theme'] = select.value;
    remember(select.value);
    onChange();
  };
  select.addEventListener('change', apply);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  select.value = remembered();
  document.documentElement.dataset['theme'] = select.value;
  return {
    choose(theme) {
      select.value = theme;
      apply();
    },
  };
}

const key = 'tickerlake-theme';

/** A page without storage (a file in a strict browser) starts with the theme of the system. */
function remembered(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // It is chosen again next time.
  }
}
