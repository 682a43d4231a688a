import { stripVTControlCharacters } from 'node:util';

/** Everything that moves the cursor, changes colours or reverses text; line breaks and tabs stay. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text without control characters and escape sequences: vendors' and Grafana's words must not drive the user's terminal.
 *
 * @example
 * stripControls('\u001b[31mred\u001b[0m\r\n'); // 'red\n'
 */
export function stripControls(text: string): string {
  return stripVTControlCharacters(text).replace(controls, '');
}
