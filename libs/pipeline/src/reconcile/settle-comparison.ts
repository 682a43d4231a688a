import { countText } from '@tickerlake/data-quality';
import { boundedList } from '../values/bounded-list.ts';
import { RequestError } from '../values/errors.ts';
import { barLengthText } from '../sources/bar-length-text.ts';

/** What one side has of a ticker: bars of one length. */
export interface HeldBars {
  readonly ticker: string;
  readonly bar_ms: bigint;
  readonly first: string;
  readonly last: string;
}

/** What the user asked for; by default everything that both sides have. */
export interface AskedComparison {
  readonly tickers?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What is compared: each ticker of these, of these bar sizes, between two trading dates, both included. */
export interface Comparison {
  readonly tickers: readonly string[];
  readonly barMs: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly notes: readonly string[];
}

/** A side by name, with what it has. */
export interface Side {
  readonly name: string;
  readonly held: readonly HeldBars[];
}

/**
 * What can be compared of what was asked for. Tickers that were not named are those that both sides have, and the range is the one that both
 * have; a named ticker is compared even when one side lacks it.
 *
 * @throws {RequestError} when nothing is left: no ticker, bar size or date in common.
 * @example
 * const { tickers, from, to } = settleComparison({ name: 'polygon', held }, { name: 'replay', held: other }, {});
 */
export function settleComparison(own: Side, witness: Side, asked: AskedComparison): Comparison {
  const [ours, theirs] = [tickersOf(own), tickersOf(witness)];
  const shared = ours.filter((ticker) => theirs.includes(ticker));
  const tickers = asked.tickers ?? shared;
  if (tickers.every((ticker) => !shared.includes(ticker)))
    throw new RequestError(
      `${own.name} and ${witness.name} have no ticker in common: ${own.name} has ${listOf(ours)}, ${witness.name} has ${listOf(theirs)}.`,
    );
  const isCompared = ({ ticker }: HeldBars): boolean => tickers.includes(ticker);
  const [ownHeld, witnessHeld] = [own.held.filter(isCompared), witness.held.filter(isCompared)];
  const [ownMs, witnessMs] = [lengthsOf(ownHeld), lengthsOf(witnessHeld)];
  const barMs = ownMs.filter((ms) => witnessMs.includes(ms));
  if (barMs.length === 0)
    throw new RequestError(
      `Bars of different sizes are not compared: ${own.name} has ${lengthText(ownMs)}, ${witness.name} has ${lengthText(witnessMs)}. Fetch the same size for both.`,
    );
  const ofLength = ({ bar_ms: ms }: HeldBars): boolean => barMs.includes(Number(ms));
  const [mine, other] = [rangeOf(ownHeld.filter(ofLength)), rangeOf(witnessHeld.filter(ofLength))];
  const from = asked.from ?? (mine.first > other.first ? mine.first : other.first);
  const to = asked.to ?? (mine.last < other.last ? mine.last : other.last);
  if (from > to)
    throw new RequestError(
      `${own.name} and ${witness.name} have no trading date in common: ${own.name} has ${mine.first} to ${mine.last}, ${witness.name} has ${other.first} to ${other.last}.`,
    );
  return { tickers, barMs, from, to, notes: asked.tickers === undefined ? aloneNotes(own, witness) : [] };
}

function aloneNotes(own: Side, witness: Side): string[] {
  const [ours, theirs] = [tickersOf(own), tickersOf(witness)];
  return [
    { name: own.name, alone: ours.filter((ticker) => !theirs.includes(ticker)) },
    { name: witness.name, alone: theirs.filter((ticker) => !ours.includes(ticker)) },
  ]
    .filter(({ alone }) => alone.length > 0)
    .map(
      ({ name, alone }) =>
        `only ${name} has ${countText(alone.length, 'ticker')}, not compared: ${boundedList(alone)}. --tickers names those to compare.`,
    );
}

const tickersOf = ({ held }: Side): string[] => [...new Set(held.map(({ ticker }) => ticker))].sort();
const lengthsOf = (held: readonly HeldBars[]): number[] =>
  [...new Set(held.map((one) => Number(one.bar_ms)))].sort((a, b) => a - b);
const listOf = (names: readonly string[]): string => (names.length === 0 ? 'no bars' : boundedList(names));
const lengthText = (lengths: readonly number[]): string =>
  lengths.length === 0 ? 'none' : `${lengths.map(barLengthText).join(' and ')} bars`;

function rangeOf(held: readonly HeldBars[]): { readonly first: string; readonly last: string } {
  const firsts = held.map(({ first }) => first).sort();
  const lasts = held.map(({ last }) => last).sort();
  return { first: firsts[0] ?? '', last: lasts.at(-1) ?? '' };
}
