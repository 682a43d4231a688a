const nanosecondsPerUnit: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/**
 * An interval in seconds, as Grafana reads it: a whole number of `d`, `w`, `M` (calendar months from now) or `y`, or
 * Go's durations such as `1h30m`, `1.5h`, `100ms`.
 *
 * @param nowMs from which months and years are counted.
 * @throws {RangeError} in Go's words for anything else.
 * @example
 * parseInterval('1h30m', 0); // 5400
 */
export function parseInterval(text: string, nowMs: number): number {
  if (text === '') throw new RangeError('empty input');
  if (/^[dwMy]$/.test(text)) throw new RangeError('strconv.Atoi: parsing "": invalid syntax');
  const calendar = /^(\d+)([dwMy])$/.exec(text);
  if (calendar === null) return toSeconds(parseDuration(text));
  const count = Number(calendar[1]);
  const now = new Date(nowMs);
  const moved = new Date(nowMs);
  if (calendar[2] === 'M') moved.setUTCMonth(now.getUTCMonth() + count);
  else if (calendar[2] === 'y') moved.setUTCFullYear(now.getUTCFullYear() + count);
  else moved.setUTCDate(now.getUTCDate() + count * (calendar[2] === 'w' ? 7 : 1));
  return (moved.getTime() - nowMs) / 1_000;
}

function parseDuration(text: string): bigint {
  const sign = /^[-+]/.exec(text)?.[0];
  let rest = text.slice(sign?.length ?? 0);
  if (rest === '0') return 0n;
  let sum = 0n;
  do {
    const number = /^(\d*)(?:\.(\d*))?/.exec(rest);
    const [whole = '', fraction = ''] = [number?.[1], number?.[2]];
    if (whole === '' && fraction === '') throw new RangeError(`time: invalid duration ${JSON.stringify(text)}`);
    rest = rest.slice(number?.[0].length);
    const name = /^[^.\d]+/.exec(rest)?.[0];
    if (name === undefined) throw new RangeError(`time: missing unit in duration ${JSON.stringify(text)}`);
    const unit = nanosecondsPerUnit[name];
    if (unit === undefined)
      throw new RangeError(`time: unknown unit ${JSON.stringify(name)} in duration ${JSON.stringify(text)}`);
    sum += BigInt(whole) * unit;
    if (fraction !== '') sum += BigInt(Math.trunc(Number(fraction) * (Number(unit) / 10 ** fraction.length)));
    rest = rest.slice(name.length);
  } while (rest !== '');
  return sign === '-' ? -sum : sum;
}

function toSeconds(nanoseconds: bigint): number {
  return Number(nanoseconds / 1_000_000_000n) + Number(nanoseconds % 1_000_000_000n) / 1e9;
}
