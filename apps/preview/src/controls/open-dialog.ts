import { text } from './page-elements.ts';

/**
 * Opens a dialog over the page; Escape and its button close it, and the focus goes back to where it was.
 *
 * @param onClose called when it was closed.
 * @returns closes it.
 * @example
 * openDialog('Hourly variance', [text('p', '12 rows')]);
 */
export function openDialog(title: string, content: readonly HTMLElement[], onClose?: () => void): () => void {
  const dialog = Object.assign(document.createElement('dialog'), { className: 'inspect' });
  const heading = text('h2', title);
  heading.id = 'dialog-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'close',
    textContent: 'Close',
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose?.();
  });
  dialog.append(heading, close, ...content);
  document.body.append(dialog);
  dialog.showModal();
  return () => dialog.close();
}
