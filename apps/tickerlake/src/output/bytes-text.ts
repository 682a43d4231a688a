/**
 * A number of bytes for people, in kB or MB of powers of ten.
 *
 * @example
 * bytesText(1_234_567); // '1.2 MB'
 */
export const bytesText = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
