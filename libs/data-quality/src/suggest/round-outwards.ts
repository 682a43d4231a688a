/**
 * A bound with two significant digits, as DQDL writes numbers: rounded down for a lower bound, up for an upper bound. Null where the number
 * is too small or too large to be readable.
 *
 * @example
 * roundOutwards(0.0123, 'down'); // '0.012'
 */
export function roundOutwards(value: number, direction: 'down' | 'up'): string | null {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-12 || size > 1e18) return null;
  const digits = Math.floor(Math.log10(size)) - 1;
  // Only powers with a positive exponent are exact: dividing by 10 ** 3 is closer than multiplying by 10 ** -3.
  const scale = 10 ** Math.abs(digits);
  const scaled = digits < 0 ? value * scale : value / scale;
  const whole = direction === 'down' ? Math.floor(scaled) : Math.ceil(scaled);
  return (digits < 0 ? whole / scale : whole * scale).toLocaleString('en-US', {
    useGrouping: false,
    maximumFractionDigits: 15,
  });
}
