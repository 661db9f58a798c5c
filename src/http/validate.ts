import { Ajv } from 'ajv';
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';

/** Bodies are taken at their word; path and query are text, so there numbers and booleans are read out of it. */
export function validateBySchema(app: FastifyInstance): void {
  const strict = new Ajv({ coerceTypes: false, useDefaults: true, strict: false });
  const reading = new Ajv({ coerceTypes: true, useDefaults: true, strict: false });
  const compile: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : reading).compile(schema);
  app.setValidatorCompiler(compile);
}
