import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { openSecret, sealSecret } from './seal.ts';

const seal = { installation: randomBytes(32), orgId: 7, userId: 101 };

test('a sealed secret opens for whose it is, under the secret of the installation, and for nobody else', () => {
  const other = fc.constantFrom(
    { ...seal, userId: 102 },
    { ...seal, orgId: 8 },
    { ...seal, installation: randomBytes(32) },
  );
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), other, (bytes, wrong) => {
      const secret = Buffer.from(bytes);
      const sealed = sealSecret(secret, seal);
      assert.deepEqual(openSecret(sealed, seal), secret);
      assert.equal(sealed.indexOf(secret), -1);
      assert.notDeepEqual(sealSecret(secret, seal), sealed);
      assert.throws(() => openSecret(sealed, wrong));
    }),
  );
});

test('a sealed secret that was changed does not open', () => {
  const sealed = sealSecret(randomBytes(20), seal);
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const spoilt = Buffer.from(sealed);
      spoilt.writeUInt8(spoilt.readUInt8(place) ^ change, place);
      assert.throws(() => openSecret(spoilt, seal));
    }),
  );
});
