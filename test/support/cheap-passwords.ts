// Loaded before everything in each process of a test run. What a password costs is there to make guessing slow; tests derive
// hundreds of them, and hold that none gets in with another, which does not depend on it.

import crypto, { type ScryptOptions, scrypt } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

type Done = (error: Error | null, key: Buffer) => void;

const derive = scrypt;
Object.assign(crypto, {
  scrypt: (password: string, salt: Buffer, size: number, options: ScryptOptions, done: Done) =>
    derive(password, salt, size, { ...options, N: 2 ** 10, p: 1 }, done),
});
syncBuiltinESMExports();
