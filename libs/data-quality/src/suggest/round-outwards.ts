/**
 * A bound that is easy to read, with two digits: the next one down for a lower bound, the next one up for an upper bound, as DQDL
 * writes numbers. Null where it has more digits than anybody reads.
 *
 * @example
 * roundOutwards(0.0123, 'down'); // '0.012'
 */
export function roundOutwards(value: number, direction: 'down' | 'up'): string | null {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-12 || size > 1e18) return null;
  const digits = Math.floor(Math.log10(size)) - 1;
  // Powers of ten with a whole exponent: 10 ** -3 is not exact, and 1 / 10 ** 3 is the closest double.
  const scale = 10 ** Math.abs(digits);
  const scaled = digits < 0 ? value * scale : value / scale;
  const whole = direction === 'down' ? Math.floor(scaled) : Math.ceil(scaled);
  return (digits < 0 ? whole / scale : whole * scale).toLocaleString('en-US', {
    useGrouping: false,
    maximumFractionDigits: 15,
  });
}
