/** Okabe and Ito's colours, which colour-blind people tell apart, and three more; all can be seen on white and on black. */
const palette = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8c6d31',
  '#6a51a3',
  '#737373',
  '#a50f15',
] as const;
const known = new Map<string, number>();

/**
 * The colour of a name, the same in every panel, whatever else is drawn; and a dash for those after the tenth, so that no two look alike.
 *
 * @example
 * colourOf('AAPL').stroke; // '#0072b2'
 */
export function colourOf(name: string): { readonly stroke: string; readonly dash: readonly number[] | undefined } {
  const index = known.get(name) ?? known.size;
  known.set(name, index);
  const round = Math.floor(index / palette.length);
  return {
    stroke: palette[index % palette.length] ?? palette[0],
    dash: round === 0 ? undefined : [8 / round, 3 * round],
  };
}

/** Grafana's names of colours, as they are here in both themes. */
const named: Readonly<Record<string, string>> = {
  green: '#009e73',
  orange: '#e69f00',
  red: '#d55e00',
  blue: '#0072b2',
  text: '#8889',
};

/**
 * A colour of a dashboard as CSS: Grafana's names are this page's colours.
 *
 * @example
 * namedColour('red'); // '#d55e00'
 */
export function namedColour(name: string): string {
  return named[name] ?? name;
}
