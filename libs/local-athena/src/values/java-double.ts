/**
 * A 64-bit float as Athena prints it, which is Java's `Double.toString`: at least one digit after the point, scientific from 10^7 up
 * and below 10^-3. Source: Java SE, `Double.toString(double)`.
 *
 * @example
 * toDoubleText(44850); // '44850.0'
 * toDoubleText(1.5e10); // '1.5E10'
 */
export function toDoubleText(value: number): string {
  const shortest = String(Math.abs(value));
  // Java chooses among texts of at least two digits, which matters for the smallest numbers only.
  return toJavaText(value, /^\de/.test(shortest) ? Math.abs(value).toPrecision(2) : shortest);
}

/**
 * A 32-bit float as Athena prints it, with the fewest digits that identify it.
 *
 * @example
 * toFloatText(Math.fround(1.1)); // '1.1'
 */
export function toFloatText(value: number): string {
  const size = Math.abs(value);
  for (let digits = 2; digits < 9; digits += 1) {
    const text = size.toPrecision(digits);
    if (Math.fround(Number(text)) === Math.fround(size)) return toJavaText(value, text);
  }
  return toJavaText(value, size.toPrecision(9));
}

/** `shortest` holds the digits of the absolute value, in any of JavaScript's forms. */
function toJavaText(value: number, shortest: string): string {
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0.0`;
  const { digits, exponent } = toScientific(shortest);
  if (exponent < -3 || exponent >= 7) return `${sign}${digits.slice(0, 1)}.${digits.slice(1) || '0'}E${exponent}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** The significant digits and the power of ten of the first of them. */
function toScientific(text: string): { readonly digits: string; readonly exponent: number } {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = `${whole}${fraction}`;
  const first = all.search(/[1-9]/);
  return { digits: all.slice(first).replace(/0+$/, ''), exponent: whole.length - 1 - first + Number(power) };
}
