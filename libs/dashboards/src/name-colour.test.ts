import { universes } from '@tickerlake/record-schema';
import { describe, expect, test } from 'vitest';
import { nameColour, tickerPalette } from './name-colour.ts';

type Rgb = readonly [number, number, number];
const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
const times = (matrix: readonly Rgb[], [r, g, b]: Rgb): Rgb =>
  matrix.map(([x, y, z]) => x * r + y * g + z * b) as unknown as Rgb;
const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [one, other].map((hex) => luminance(linear(hex))).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
/** Björn Ottosson's Oklab of 2020. */
const oklab = (rgb: Rgb): Rgb => {
  const toLms: Rgb[] = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ];
  const toLab: Rgb[] = [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
  ];
  return times(toLab, times(toLms, rgb).map(Math.cbrt) as unknown as Rgb);
};
/** Machado, Oliveira and Fernandes (2009), deuteranopia of severity 1. */
const deuteranope = (rgb: Rgb): Rgb =>
  times(
    [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
    rgb,
  ).map((value) => Math.min(1, Math.max(0, value))) as unknown as Rgb;
const distance = (a: Rgb, b: Rgb): number => Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
const smallest = (hexes: readonly string[], see: (rgb: Rgb) => Rgb): number =>
  Math.min(
    ...hexes.flatMap((one, index) =>
      hexes.slice(index + 1).map((other) => distance(oklab(see(linear(one))), oklab(see(linear(other))))),
    ),
  );

describe('the palette', () => {
  test.each(['#ffffff', '#14171c'])('can be seen on %s', (background) => {
    for (const colour of tickerPalette) expect(contrast(colour, background), colour).toBeGreaterThanOrEqual(3);
  });

  test.each([
    { name: 'seven tickers', hexes: tickerPalette.slice(0, 7), least: 0.1 },
    { name: 'all of it', hexes: tickerPalette, least: 0.06 },
  ])('can be told apart with and without deuteranopia: $name', ({ hexes, least }) => {
    expect(smallest(hexes, (rgb) => rgb)).toBeGreaterThan(least);
    expect(smallest(hexes, deuteranope)).toBeGreaterThan(least);
  });
});

describe('a name', () => {
  const tickers = Object.values(universes).flat();

  test('of a known universe has a unique solid colour', () => {
    const colours = tickers.map((ticker) => nameColour(ticker));
    expect(new Set(colours.map(({ stroke }) => stroke)).size).toBe(tickers.length);
    expect(colours.every(({ dash }) => dash === undefined)).toBe(true);
  });

  test.each([
    { name: 'fail', same: 'error' },
    { name: 'pass', same: 'published' },
    { name: 'ZZZ', same: 'ZZZ' },
  ])('$name has the colour of $same', ({ name, same }) => expect(nameColour(name)).toEqual(nameColour(same)));

  test('of another ticker is dashed', () => expect(nameColour('ZZZ').dash).toBeDefined());
});
