import { describe, expect, test } from 'vitest';
import { refuseForeign } from './local-request.ts';

const host = '127.0.0.1:4650';

describe('a request is answered', () => {
  test.each([
    { name: 'of a program', headers: { host } },
    { name: 'without a port', headers: { host: 'localhost' } },
    { name: 'over IPv6', headers: { host: '[::1]:4650' } },
    { name: 'of the own page', headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' } },
    { name: 'of an address that was typed', headers: { host, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' } },
  ])('$name', ({ headers }) => {
    expect(refuseForeign(headers)).toBeNull();
  });
});

describe('a request is refused', () => {
  test.each([
    { name: 'without a Host', headers: {} },
    { name: 'with a Host that DNS leads here', headers: { host: 'evil.example:4650' } },
    { name: 'with a Host that begins like ours', headers: { host: '127.0.0.1.evil.example' } },
    { name: 'with a Host that ends like ours', headers: { host: 'evil@127.0.0.1' } },
    { name: 'of another site', headers: { host, origin: 'https://evil.example' } },
    { name: 'of a page without an origin', headers: { host, origin: 'null' } },
    { name: 'of another port of this machine', headers: { host, origin: 'http://127.0.0.1:8080' } },
    { name: 'of another name of this machine', headers: { host, origin: 'http://localhost:4650' } },
    { name: 'of another scheme', headers: { host, origin: `https://${host}` } },
    { name: 'that another site makes without an origin', headers: { host, 'sec-fetch-site': 'cross-site' } },
    { name: 'that another port makes without an origin', headers: { host, 'sec-fetch-site': 'same-site' } },
  ])('$name', ({ headers }) => {
    expect(refuseForeign(headers)).toMatch(/this machine only|another site/);
  });
});
