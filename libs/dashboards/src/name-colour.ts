import { universes } from '@tickerlake/record-schema';

/**
 * Colours of tickers. Each has a contrast of at least 3:1 on white and on #14171c; with deuteranopia (Machado, Oliveira and
 * Fernandes 2009) every two are at least 0.06 apart in Oklab, and the first seven 0.1.
 */
export const tickerPalette = [
  '#3c60cc',
  '#cc8400',
  '#009c60',
  '#d86cc0',
  '#5490fc',
  '#007800',
  '#845484',
  '#846cc0',
  '#b46000',
  '#b4609c',
  '#e46c84',
  '#a84860',
] as const;

/** Known tickers in the order of their colours; the first seven are compared most. */
const known = Object.values(universes).flatMap((tickers) => [...tickers].sort());

/** States in a legend; their colours mean something. */
const states: Readonly<Record<string, string>> = {
  pass: '#1a8a5a',
  passed: '#1a8a5a',
  published: '#1a8a5a',
  warn: '#b97800',
  warned: '#b97800',
  fail: '#d0453e',
  failed: '#d0453e',
  error: '#d0453e',
  not_evaluated: '#7d8590',
};

/** The tickers of the universes that have a colour of their own; others share the palette. */
export const colouredTickers: readonly string[] = known.slice(0, tickerPalette.length);

/**
 * The colour of a name, wherever it is drawn: a ticker has its own, a state has that of its meaning. Tickers of no universe share
 * the palette, and a dash (in px) distinguishes them.
 *
 * @example
 * nameColour('AAPL'); // { stroke: '#3c60cc', dash: undefined }
 */
export function nameColour(name: string): { readonly stroke: string; readonly dash: readonly number[] | undefined } {
  const state = states[name];
  if (state !== undefined) return { stroke: state, dash: undefined };
  const index = known.findIndex((ticker) => ticker === name);
  if (index >= 0 && index < tickerPalette.length) return { stroke: at(index), dash: undefined };
  const hash = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
  const round = 1 + (Math.floor(hash / tickerPalette.length) % 3);
  return { stroke: at(hash), dash: [9 / round, 2 + round] };
}

const at = (index: number): string => tickerPalette[index % tickerPalette.length] ?? tickerPalette[0];
