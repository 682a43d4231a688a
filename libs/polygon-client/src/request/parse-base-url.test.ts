import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from './parse-base-url.ts';

describe('parseBaseUrl', () => {
  it.each([
    {
      url: 'https://api.massive.com',
      parsed: { origin: 'https://api.massive.com', host: 'api.massive.com', prefix: '' },
    },
    {
      url: 'https://api.massive.com/',
      parsed: { origin: 'https://api.massive.com', host: 'api.massive.com', prefix: '' },
    },
    {
      url: 'https://gateway.example:8443/massive/',
      parsed: { origin: 'https://gateway.example:8443', host: 'gateway.example:8443', prefix: '/massive' },
    },
    { url: 'http://127.0.0.1:8080', parsed: { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080', prefix: '' } },
    { url: 'http://localhost:8080', parsed: { origin: 'http://localhost:8080', host: 'localhost:8080', prefix: '' } },
    { url: 'http://[::1]:8080', parsed: { origin: 'http://[::1]:8080', host: '[::1]:8080', prefix: '' } },
  ])('takes $url', ({ url, parsed }) => {
    expect(parseBaseUrl(url)).toEqual(parsed);
  });

  it.each([
    { url: 'http://api.massive.com', says: 'plain http' },
    { url: 'http://127.evil.example', says: 'plain http' },
    { url: 'http://localhost.evil.example', says: 'plain http' },
    { url: 'http://192.168.0.1', says: 'plain http' },
    { url: 'ftp://api.massive.com', says: 'https:' },
    { url: 'https://user:secret@api.massive.com', says: 'user' },
    { url: 'https://api.massive.com?apiKey=secret', says: 'query' },
    { url: 'https://api.massive.com#x', says: 'fragment' },
    { url: 'api.massive.com', says: 'full URL' },
    { url: '', says: 'full URL' },
  ])('refuses "$url" without repeating it', ({ url, says }) => {
    expect(() => parseBaseUrl(url)).toThrow(says);
    expect(() => parseBaseUrl(url)).not.toThrow('secret');
  });
});
