import { Ajv, type ValidateFunction } from 'ajv';
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { onFirstUse } from './on-first-use.ts';

/**
 * Bodies are taken at their word; path and query are text, so there numbers and booleans are read out of it.
 * Shared schemas must be added where this is set: a scope that adds one of its own falls back to the
 * framework's validator, which bends bodies into shape.
 */
export function validateBySchema(app: FastifyInstance): void {
  const strict = new Ajv({
    coerceTypes: false,
    useDefaults: true,
    strict: false,
    discriminator: true,
    verbose: true,
  });
  const reading = new Ajv({ coerceTypes: true, useDefaults: true, strict: false, verbose: true });
  const compile: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) =>
    onFirstUse(() => toValidator((httpPart === 'body' ? strict : reading).compile(schema)));
  app.setValidatorCompiler(compile);
}

/** Its errors are given back: those that it keeps on itself nobody finds behind `onFirstUse`. */
function toValidator(validate: ValidateFunction) {
  return (data: unknown) => validate(data) || { error: validate.errors ?? [] };
}
