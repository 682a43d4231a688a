import { text } from './page-elements.ts';

/**
 * Opens a dialog over the page; Escape and its button close it, and the focus goes back to where it was.
 *
 * @example
 * openDialog('Hourly variance', [text('p', '12 rows')]);
 */
export function openDialog(title: string, content: readonly HTMLElement[]): void {
  const dialog = Object.assign(document.createElement('dialog'), { className: 'inspect' });
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Close' });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(text('h2', title), close, ...content);
  document.body.append(dialog);
  dialog.showModal();
}
