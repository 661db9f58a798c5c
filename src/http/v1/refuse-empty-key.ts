import type { FastifyInstance } from 'fastify';
import { readExternalKey } from '../../core/external-keys/read-external-keys.ts';

/** A path that ends where the key begins names none; it is told so, and not that there is no such path. */
export function refuseEmptyKey(scope: FastifyInstance, list: 'leads' | 'users'): void {
  scope.route<{ Params: { system: string } }>({
    method: ['GET', 'PUT'],
    url: `/api/v1/${list}/by-key/:system`,
    schema: { hide: true },
    onRequest: async ({ params: { system } }) => void readExternalKey({ system, key: '' }),
    handler: async () => undefined,
  });
}
