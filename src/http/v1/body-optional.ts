import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The document of the API says so. */
    isBodyOptional?: boolean;
  }
}

/** For routes where nothing need be said: no body is as good as an empty one. */
export const bodyOptional = { config: { isBodyOptional: true }, preValidation: takeNoBody };

async function takeNoBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
