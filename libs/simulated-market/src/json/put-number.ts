const ZERO = 48;
const DOT = 46;
const EIGHT_DIGITS = 100_000_000;

function putPadded(bytes: Uint8Array, at: number, value: number, width: number): number {
  let rest = value | 0;
  for (let place = at + width - 1; place >= at; place--) {
    const quotient = (rest / 10) | 0;
    bytes[place] = ZERO + rest - quotient * 10;
    rest = quotient;
  }
  return at + width;
}

function digitsOf(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  if (value < 1000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  return value < 10_000_000 ? 7 : 8;
}

/**
 * Writes a whole number (0 to 2^53 - 1) as ASCII digits and returns the place after them.
 *
 * @example
 * at = putInteger(bytes, at, 1_690_790_400_000);
 */
export function putInteger(bytes: Uint8Array, at: number, value: number): number {
  if (value < EIGHT_DIGITS) return putPadded(bytes, at, value, digitsOf(value));
  const high = Math.floor(value / EIGHT_DIGITS);
  return putPadded(bytes, putInteger(bytes, at, high), value - high * EIGHT_DIGITS, 8);
}

/**
 * Writes a price in ticks of 1/10000 in its shortest decimal form, as JSON prints it, and returns the place after it.
 *
 * @example
 * at = putPrice(bytes, at, 1_957_700); // 195.77
 */
export function putPrice(bytes: Uint8Array, at: number, ticks: number): number {
  if (ticks >= 2_147_483_648) return putDecimal(bytes, at, ticks, 4);
  const value = ticks | 0;
  const whole = (value / 10_000) | 0;
  const fraction = value - whole * 10_000;
  const end = putInteger(bytes, at, whole);
  if (fraction === 0) return end;
  const cents = (fraction / 100) | 0;
  const rest = fraction - cents * 100;
  const dimes = (cents / 10) | 0;
  bytes[end] = DOT;
  bytes[end + 1] = ZERO + dimes;
  bytes[end + 2] = ZERO + cents - dimes * 10;
  if (rest === 0) return cents === dimes * 10 ? end + 2 : end + 3;
  const tenths = (rest / 10) | 0;
  bytes[end + 3] = ZERO + tenths;
  bytes[end + 4] = ZERO + rest - tenths * 10;
  return rest === tenths * 10 ? end + 4 : end + 5;
}

/**
 * Writes `units` / 10^`decimals` (0, 4, 6 or 8 decimals) in its shortest decimal form, as JSON prints it, and returns the
 * place after it.
 *
 * @example
 * at = putDecimal(bytes, at, 1_957_700, 4); // 195.77
 */
export function putDecimal(bytes: Uint8Array, at: number, units: number, decimals: number): number {
  if (decimals === 0) return putInteger(bytes, at, units);
  const scale = decimals === 4 ? 10_000 : decimals === 6 ? 1_000_000 : EIGHT_DIGITS;
  const whole = Math.floor(units / scale);
  const fraction = units - whole * scale;
  const end = putInteger(bytes, at, whole);
  if (fraction === 0) return end;
  bytes[end] = DOT;
  let last = putPadded(bytes, end + 1, fraction, decimals);
  while (bytes[last - 1] === ZERO) last--;
  return last;
}

/**
 * A volume of `units` / 10^`decimals` as the vendor prints large ones: `1.81724024e+08`.
 *
 * @example
 * toScientific(181_724_024, 0); // '1.81724024e+08'
 */
export function toScientific(units: number, decimals: number): string {
  const digits = String(units);
  const exponent = digits.length - 1 - decimals;
  const rest = digits.slice(1).replace(/0+$/, '');
  return `${digits[0]}${rest === '' ? '' : `.${rest}`}e+${String(exponent).padStart(2, '0')}`;
}
