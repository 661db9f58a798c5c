import type { Refusal } from '../../contract/refusal.ts';

/** The envelope of every Insellerate answer: `StatusCode` 1 is success, 2 failure. */
export function succeed<Data>(data: Data, message: string) {
  return { StatusCode: 1 as const, Data: data, Message: message, Errors: null, ResponseDate: now() };
}

export function fail<Data>(refusal: Refusal, data: Data) {
  const { code, message, field } = refusal;
  return {
    StatusCode: 2 as const,
    Data: data,
    Message: message,
    Errors: [{ Code: code, Field: field ?? null, Message: message }],
    ResponseDate: now(),
  };
}

function now(): string {
  return new Date().toISOString();
}
