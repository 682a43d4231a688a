import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './create-redactor.ts';

const key = 'aB3/+x9=Zq7"w';

describe('createRedactor', () => {
  it.each([
    { name: 'raw', text: `key=${key}!` },
    { name: 'URL-encoded', text: encodeURIComponent(key) },
    {
      name: 'URL-encoded in lower case',
      text: encodeURIComponent(key).toLowerCase().replace('ab3', 'aB3').replace('zq', 'Zq'),
    },
    { name: 'JSON-escaped', text: JSON.stringify({ key }) },
    { name: 'JSON with escaped slashes', text: key.replaceAll('/', '\\/') },
    { name: 'base64', text: btoa(key) },
    {
      name: 'base64 without padding, for URLs',
      text: btoa(key).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_'),
    },
  ])('removes the key, $name', ({ text }) => {
    const redacted = createRedactor(key).text(text);

    expect(redacted).toContain('[redacted]');
    expect(redacted).not.toContain(text.includes(key) ? key : text.slice(2, 12));
  });

  it.each([
    { text: 'Authorization: Bearer something-else', redacted: 'Authorization: Bearer [redacted]' },
    { text: 'GET /v2?apiKey=something&x=1', redacted: 'GET /v2?apiKey=[redacted]&x=1' },
    { text: 'Unknown API Key', redacted: 'Unknown API Key' },
    { text: 'the bearer of bad news', redacted: 'the Bearer [redacted] bad news' },
  ])('turns $text into $redacted', ({ text, redacted }) => {
    expect(createRedactor('0123456789abcdef').text(text)).toBe(redacted);
  });

  it('does not redact a short key in data, where it could be part of a number', () => {
    const redactor = createRedactor('1234');

    expect(redactor.body('{"v":1234}')).toBe('{"v":1234}');
    expect(redactor.text('your key 1234')).toBe('your key [redacted]');
  });

  it('finds the base64 of any key at any offset, among any neighbours', () => {
    const keys = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-.~'), minLength: 10, maxLength: 40 });
    const bytes = fc.string({ unit: fc.constantFrom(...'qrs=&? '), maxLength: 7 });
    fc.assert(
      fc.property(keys, bytes, bytes, (secret, before, after) => {
        const encoded = btoa(before + secret + after);
        const left = createRedactor(secret).text(encoded);

        expect(left).toContain('[redacted]');
        expect(left.replace('[redacted]', '').length).toBeLessThanOrEqual(
          encoded.length - Math.floor((secret.length * 4) / 3) + 3,
        );
      }),
    );
  });
});
