/** Grafana's names of colours, as they are here in both themes. */
const named: Readonly<Record<string, string>> = {
  green: '#1a8a5a',
  orange: '#b97800',
  red: '#d0453e',
  blue: '#3c60cc',
  purple: '#846cc0',
  text: '#7d8590',
};

/**
 * A colour of a dashboard as CSS: Grafana's names are this page's colours.
 *
 * @example
 * namedColour('red'); // '#d0453e'
 */
export function namedColour(name: string): string {
  return named[name] ?? name;
}
