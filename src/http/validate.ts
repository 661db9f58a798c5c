import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';

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
    compileLate(() => (httpPart === 'body' ? strict : reading).compile(schema));
  app.setValidatorCompiler(compile);
}

/** Keeps the errors of its last call on itself, as a compiled schema does. */
function compileLate(compile: () => ValidateFunction) {
  const late: { (data: unknown): boolean; errors?: ErrorObject[] | null } = (data) => {
    check ??= compile();
    const isValid = check(data);
    late.errors = check.errors ?? null;
    return isValid;
  };
  let check: ValidateFunction | undefined;
  return late;
}
