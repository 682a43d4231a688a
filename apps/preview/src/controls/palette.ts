import { matchEntries, type PaletteEntry } from '../state/palette/palette-entries.ts';

const mostShown = 12;

/**
 * Opens the command palette with `/`, Ctrl-K or Cmd-K, or its button: a field, and the entries that match. Arrow keys choose, Enter runs,
 * Escape closes.
 *
 * @param entries what it offers now.
 * @example
 * listenToPalette(document, button, () => paletteEntries(...), (entry) => run(entry));
 */
export function listenToPalette(
  document: Document,
  button: HTMLButtonElement,
  entries: () => readonly PaletteEntry[],
  run: (entry: PaletteEntry) => void,
): void {
  const open = (): void => {
    if (document.querySelector('dialog[open]') === null) openPalette(document, entries(), run);
  };
  button.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    const isTyping = target instanceof Element && target.matches('input:not([type=checkbox]), select, textarea');
    const isSlash = key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isSlash && !(key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    open();
  });
}

function openPalette(document: Document, entries: readonly PaletteEntry[], run: (entry: PaletteEntry) => void): void {
  const dialog = Object.assign(document.createElement('dialog'), { className: 'palette' });
  dialog.setAttribute('aria-label', 'Command palette');
  const list = Object.assign(document.createElement('ul'), { id: 'palette-list', role: 'listbox' });
  list.setAttribute('aria-label', 'Commands');
  const field = Object.assign(document.createElement('input'), {
    type: 'text',
    placeholder: 'Page, ticker, range, measure, theme ...',
    autocomplete: 'off',
    spellcheck: false,
    role: 'combobox',
  });
  for (const [name, value] of [
    ['aria-label', 'Command'],
    ['aria-expanded', 'true'],
    ['aria-controls', list.id],
    ['aria-autocomplete', 'list'],
  ] as const)
    field.setAttribute(name, value);
  let shown: readonly PaletteEntry[] = [];
  let at = 0;
  const choose = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    dialog.close();
    run(entry);
  };
  const mark = (): void => {
    for (const [index, item] of [...list.children].entries())
      item.setAttribute('aria-selected', String(index === at && shown.length > 0));
    const active = list.children[at];
    field.setAttribute('aria-activedescendant', active?.id ?? '');
    active?.scrollIntoView({ block: 'nearest' });
  };
  const fill = (): void => {
    shown = matchEntries(entries, field.value).slice(0, field.value.trim() === '' ? entries.length : mostShown);
    at = 0;
    list.replaceChildren(
      ...shown.map((entry, index) => {
        const item = Object.assign(document.createElement('li'), {
          id: `palette-${index}`,
          role: 'option',
          textContent: entry.text,
        });
        item.dataset['group'] = entry.group;
        item.addEventListener('click', () => choose(entry));
        return item;
      }),
    );
    if (shown.length === 0)
      list.append(
        Object.assign(document.createElement('li'), {
          role: 'option',
          className: 'muted',
          textContent: 'Nothing matches: try a ticker or the name of a page.',
        }),
      );
    mark();
  };
  field.addEventListener('input', fill);
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') choose(shown[at]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || shown.length === 0) return;
    event.preventDefault();
    at = (at + step + shown.length) % shown.length;
    mark();
  });
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(field, list);
  document.body.append(dialog);
  fill();
  dialog.showModal();
}
