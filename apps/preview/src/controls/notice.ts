/**
 * Says what of the address could not be used, in a line that the reader can dismiss; a dismissed text stays away until another one comes.
 *
 * @example
 * const notice = createNotice(byId(document, 'notice', HTMLElement));
 * notice(['The range ends before it starts.']);
 */
export function createNotice(place: HTMLElement): (problems: readonly string[]) => void {
  let dismissed = '';
  return (problems) => {
    const said = problems.join(' ');
    place.hidden = said === '' || said === dismissed;
    if (place.hidden || place.dataset['said'] === said) return;
    place.dataset['said'] = said;
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Dismiss' });
    button.addEventListener('click', () => {
      dismissed = said;
      place.hidden = true;
    });
    place.replaceChildren(Object.assign(document.createElement('span'), { textContent: said }), button);
  };
}
