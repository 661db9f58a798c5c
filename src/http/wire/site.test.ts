import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSecure, readAddress } from './site.ts';

const ip = '192.0.2.1';
const forwarded = (text: string | undefined) => ({
  ip,
  headers: text === undefined ? {} : { 'x-forwarded-for': text },
});

test('an address is believed only as far as it comes from proxies of ours', () => {
  const cases = [
    [0, '203.0.113.9', ip],
    [1, '203.0.113.9', '203.0.113.9'],
    [1, '198.51.100.66, 203.0.113.9', '203.0.113.9'],
    [2, '198.51.100.66, 203.0.113.9, 192.0.2.50', '203.0.113.9'],
    [2, '203.0.113.9', ip],
    [1, undefined, ip],
    [1, '', ip],
  ] as const;
  for (const [proxies, header, address] of cases) {
    assert.equal(
      readAddress({ isHttps: false, proxies }, forwarded(header)),
      address,
      `${proxies}: ${header}`,
    );
  }
});

test('a browser speaks https where the operator or the proxy says so', () => {
  const said = (proto: string) => ({ headers: { 'x-forwarded-proto': proto } });
  const site = { isHttps: false, proxies: 0 };
  assert.deepEqual(
    [said('https'), said('http'), { headers: {} }].map((request) => isSecure(site, request)),
    [true, false, false],
  );
  assert.equal(isSecure({ ...site, isHttps: true }, { headers: {} }), true);
});
