const MOST_LINES = 100;

/**
 * What a project's README lacks of the required form: a heading, one paragraph on what it is, one runnable block, then
 * what it returns and throws; short.
 *
 * @example
 * findReadmeFaults(undefined); // ['there is none']
 */
export function findReadmeFaults(text: string | undefined): string[] {
  if (text === undefined) return ['there is none'];
  const [beforeBlock = '', , ...afterBlock] = text.split(/^```/m);
  const paragraphs = beforeBlock
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const said = paragraphs.filter((part) => !part.startsWith('#'));
  const faults: string[] = [];
  if (!/^# \S/.test(text)) faults.push('its first line is a heading');
  if (said.length < 1) faults.push('one paragraph before the block says what it is');
  if (afterBlock.length === 0) faults.push('a runnable block shows its use');
  else if (afterBlock.join('').trim() === '') faults.push('a line after the block says what it returns and throws');
  if (text.split('\n').length > MOST_LINES) faults.push(`has at most ${MOST_LINES} lines`);
  return faults;
}
