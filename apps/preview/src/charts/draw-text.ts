/**
 * Draws the part of Markdown that runbooks use: headings, paragraphs, `code` and *emphasis*. Everything else stays as text; nothing
 * becomes HTML.
 *
 * @example
 * drawText('### Late\nLook at *Runs*.', element);
 */
export function drawText(markdown: string, element: HTMLElement): void {
  const blocks = markdown.split('\n').filter((line) => line.trim() !== '');
  element.replaceChildren(
    ...blocks.map((line) => {
      const [, marks = '', heading] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
      const block = document.createElement(heading === undefined ? 'p' : `h${Math.min(6, Math.max(3, marks.length))}`);
      block.append(...inline(heading ?? line));
      return block;
    }),
  );
}

function inline(text: string): (Node | string)[] {
  return text
    .split(/(`[^`]+`|\*[^*]+\*)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (!/^(`.+`|\*.+\*)$/.test(part)) return part;
      return Object.assign(document.createElement(part.startsWith('`') ? 'code' : 'em'), {
        textContent: part.slice(1, -1),
      });
    });
}
