import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../../contract/refusal.ts';
import type { Credentials } from '../../core/keys/access-key.ts';

/**
 * Credentials as either vendor's clients send them, or as one token: the headers `x-LSQ-AccessKey` and `x-LSQ-SecretKey`,
 * HTTP Bearer or Basic, or the query members `accessKey` and `secretKey` in any letter case. Headers win.
 */
export function readCredentials(headers: IncomingHttpHeaders, query: unknown): Credentials {
  const found = findCredentials(headers, query);
  if (!found) {
    throw new Refusal('credentials-missing', {
      message:
        'Send an access key and a secret key: as the query members accessKey and secretKey, ' +
        'the headers x-LSQ-AccessKey and x-LSQ-SecretKey, Authorization: Bearer, or HTTP Basic.',
    });
  }
  return found;
}

export function findCredentials(headers: IncomingHttpHeaders, query: unknown): Credentials | undefined {
  return fromHeaders(headers) ?? fromAuthorization(headers.authorization) ?? fromQuery(query);
}

function fromHeaders(headers: IncomingHttpHeaders): Credentials | undefined {
  return pair(headers['x-lsq-accesskey'], headers['x-lsq-secretkey']);
}

function fromAuthorization(authorization: string | undefined): Credentials | undefined {
  return fromBasic(authorization) ?? fromBearer(authorization);
}

/** The access key and the secret, a dot between them. A `$` is none of what a token may hold, so some write it as `%24`. */
function fromBearer(authorization: string | undefined): Credentials | undefined {
  const token = /^bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]?.replace(/%24/g, '$');
  if (token === undefined) return undefined;
  const dot = token.lastIndexOf('.');
  return dot < 0 ? undefined : pair(token.slice(0, dot), token.slice(dot + 1));
}

function fromBasic(authorization: string | undefined): Credentials | undefined {
  const encoded = /^basic\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : pair(text.slice(0, colon), text.slice(colon + 1));
}

function fromQuery(query: unknown): Credentials | undefined {
  return pair(readQueryMember(query, 'accesskey'), readQueryMember(query, 'secretkey'));
}

function pair(accessKey: unknown, secretKey: unknown): Credentials | undefined {
  if (typeof accessKey !== 'string' || typeof secretKey !== 'string') return undefined;
  return accessKey && secretKey ? { accessKey: accessKey.trim(), secretKey: secretKey.trim() } : undefined;
}

function readQueryMember(query: unknown, lowerCaseName: string): unknown {
  if (typeof query !== 'object' || query === null) return undefined;
  return Object.entries(query).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}
