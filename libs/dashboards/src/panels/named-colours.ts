import type { FieldOverride, ValueMapping } from '../model/classic-dashboard.ts';
import { fieldOverride } from '../model/field-override.ts';
import { colouredTickers, nameColour } from '../name-colour.ts';

/**
 * Fixed colours of lines by name, of tickers by default: the colours of the page.
 *
 * @example
 * colourOverrides(['warn', 'fail'])[0]?.matcher; // { id: 'byName', options: 'warn' }
 */
export function colourOverrides(names: readonly string[] = colouredTickers): FieldOverride[] {
  return names.map((name) => fieldOverride(name, { color: { mode: 'fixed', fixedColor: nameColour(name).stroke } }));
}

/**
 * Colours of cells by their text.
 *
 * @example
 * colourMappings(['pass', 'fail']);
 */
export function colourMappings(names: readonly string[] = colouredTickers): ValueMapping[] {
  return [
    {
      type: 'value',
      options: Object.fromEntries(names.map((name, index) => [name, { color: nameColour(name).stroke, index }])),
    },
  ];
}
