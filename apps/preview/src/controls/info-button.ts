/**
 * A button that opens an explanation next to it; nothing without a text.
 *
 * @param id unique on the page.
 * @example
 * bar.append(...infoButton('Highest minus lowest price of the hour.', 'about-1'));
 */
export function infoButton(text: string, id: string): HTMLElement[] {
  if (text === '') return [];
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'info',
    textContent: 'i',
  });
  button.setAttribute('aria-label', 'What is this?');
  button.setAttribute('popovertarget', id);
  const explanation = Object.assign(document.createElement('p'), { id, className: 'explanation', textContent: text });
  explanation.setAttribute('popover', '');
  button.addEventListener('click', () => {
    const { left, bottom } = button.getBoundingClientRect();
    explanation.style.left = `${Math.max(8, Math.min(left, innerWidth - 336))}px`;
    explanation.style.top = `${bottom + 4}px`;
  });
  return [button, explanation];
}
