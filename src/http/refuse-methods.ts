import type { FastifyInstance } from 'fastify';
import { Refusal } from '../contract/refusal.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The methods that each path takes, as its routes are made. */
export type PathMethods = ReadonlyMap<string, ReadonlySet<string>>;

/** Begins to note which methods the paths of a server take; it must come before any of them. */
export function notePathMethods(app: FastifyInstance): PathMethods {
  const noted = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = noted.get(url) ?? new Set();
    for (const each of [method].flat()) known.add(each);
    noted.set(url, known);
  });
  return noted;
}

/** A path that is there, called by a method that it does not take, is answered by those that it does. */
export function refuseOtherMethods(app: FastifyInstance, paths: PathMethods): void {
  for (const [url, taken] of [...paths]) {
    const allow = [...taken].sort().join(', ');
    app.route({
      url,
      method: methods.filter((method) => !taken.has(method)),
      schema: { hide: true },
      onRequest: async ({ method }, reply) => {
        void reply.header('allow', allow);
        throw new Refusal('method-not-allowed', {
          message: `This path does not take ${method}. It takes ${allow}.`,
        });
      },
      handler: async () => {},
    });
  }
}
