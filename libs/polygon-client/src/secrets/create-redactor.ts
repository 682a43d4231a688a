const mark = '[redacted]';
/** Shorter keys are not replaced in data: they could match part of a number. Real keys have 32 characters. */
const shortestDataKey = 8;

/** Removes the key from texts of servers and other libraries. */
export interface Redactor {
  /** For error texts: every form of the key, and anything after `Bearer` or `apiKey=`. */
  text(text: string): string;
  /** For whole bodies, before they are parsed: every form of the key. */
  body(text: string): string;
}

/**
 * A redactor for one key: raw, URL-encoded, JSON-escaped, and base64 at any offset (so also inside an encoded
 * `Bearer KEY`).
 *
 * @example
 * createRedactor(apiKey).text(error.message);
 */
export function createRedactor(key: string): Redactor {
  const forms = toForms(key);
  const replaceForms = (text: string): string =>
    forms.reduce((rest, form) => (rest.includes(form) ? rest.replaceAll(form, mark) : rest), text);
  return {
    text: (text) =>
      replaceForms(text)
        .replace(/\bBearer\s+[^\s"'<>,;\\]+/gi, `Bearer ${mark}`)
        .replace(/\b(api_?key)=[^\s"'<>&\\]+/gi, `$1=${mark}`),
    body: (text) => (key.length < shortestDataKey ? text : replaceForms(text)),
  };
}

/** Longest first, so that a shorter form does not break up a longer one. */
function toForms(key: string): string[] {
  const escaped = encodeURIComponent(key);
  const forms = [
    key,
    escaped,
    escaped.replace(/%../g, (hex) => hex.toLowerCase()),
    JSON.stringify(key).slice(1, -1),
    key.replaceAll('/', '\\/'),
  ];
  const encoded = [0, 1, 2].map((offset) => toBase64Core(key, offset)).filter((core) => core.length >= shortestDataKey);
  const urlSafe = encoded.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([...forms, ...encoded, ...urlSafe])].sort((a, b) => b.length - a.length);
}

/** The part of the key's base64 that does not depend on its neighbours, when the key starts `offset` bytes into a group of three. */
function toBase64Core(key: string, offset: number): string {
  const encoded = btoa('\0'.repeat(offset) + key).replaceAll('=', '');
  const wholeGroups = (offset + key.length) % 3 === 0;
  return encoded.slice(offset === 0 ? 0 : offset + 1, wholeGroups ? undefined : -1);
}
