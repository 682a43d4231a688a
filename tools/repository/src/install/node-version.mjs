/**
 * An error message when Node is older than `range` allows, or undefined when it is new enough. Only ranges of the form
 * `>=20.19` are supported, as used in this repository's `engines`.
 *
 * @example
 * nodeComplaint('18.20.4', '>=20.19'); // 'Tickerlake needs Node 20.19 or newer; this is Node 18.20.4. ...'
 *
 * @param {string} version Without the leading v.
 * @param {string} range
 * @returns {string | undefined}
 */
export function nodeComplaint(version, range) {
  const least = range.replace('>=', '').trim();
  if (compare(parts(version), parts(least)) >= 0) return undefined;
  return `Tickerlake needs Node ${least} or newer; this is Node ${version}. Install a newer one from nodejs.org or with your version manager, then try again.`;
}

/** @param {string} version */
function parts(version) {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}

/**
 * @param {number[]} a
 * @param {number[]} b
 * @returns {number}
 */
function compare(a, b) {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] || 0) - (b[index] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
