import { byId } from './by-id.ts';

/**
 * On a phone the controls are a sheet that a button opens and closes; Escape closes it too.
 *
 * @example
 * listenToSheet(document);
 */
export function listenToSheet(document: Document): void {
  const button = byId(document, 'filter', HTMLButtonElement);
  const set = (isOpen: boolean): void => {
    button.setAttribute('aria-expanded', String(isOpen));
    document.body.classList.toggle('filtering', isOpen);
  };
  button.addEventListener('click', () => set(button.getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && set(false));
  byId(document, 'navigation', HTMLElement).addEventListener('click', () =>
    byId(document, 'navigation', HTMLElement).hidePopover(),
  );
}
