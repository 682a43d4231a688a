import { text } from '../controls/page-elements.ts';
import type { Origin } from '../state/hour/origin-facts.ts';

/**
 * Where the value of an hour comes from: its formula with the numbers, the way from source to release, the raw lines.
 *
 * @example
 * body.append(originSection(originOf(explained, 'UTC')));
 */
export function originSection({ formula, check, isReproduced, facts, rawLines, notes }: Origin): HTMLElement {
  const element = text('div', '', 'origin');
  const list = document.createElement('dl');
  for (const [name, value] of facts)
    list.append(
      Object.assign(document.createElement('dt'), { textContent: name }),
      Object.assign(document.createElement('dd'), { textContent: value }),
    );
  element.append(
    text('h3', 'Where it comes from'),
    text('p', formula, 'formula'),
    text('p', check, isReproduced ? 'muted' : 'error'),
    list,
    ...notes.map((note) => text('p', note, 'muted')),
  );
  if (rawLines.length > 0) element.append(rawLinesOf(rawLines));
  return element;
}

function rawLinesOf(lines: Origin['rawLines']): HTMLElement {
  const details = document.createElement('details');
  details.append(
    Object.assign(document.createElement('summary'), {
      textContent: lines.length === 1 ? 'The raw line' : `${lines.length} raw lines`,
    }),
    ...lines.flatMap(({ place, text: line }) => [text('p', place, 'muted'), text('code', line)]),
  );
  return details;
}
