import { type BatonClient, createClient } from '../../src/client/client.ts';
import type { CallHeaders } from './an-organisation.ts';

/** The typed client of whoever signs in by these headers. */
export function openClient(url: string, headers: CallHeaders): BatonClient {
  return createClient({
    url,
    accessKey: headers['x-lsq-accesskey'],
    secretKey: headers['x-lsq-secretkey'],
  });
}
