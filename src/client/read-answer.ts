import type { OrganisationChoice, RowProblem } from '../contract/refusal.ts';
import { BatonError, type BatonErrorCode } from './baton-error.ts';

/** Reads an answer that is JSON, as the contract of the call promises it. */
export async function readJson<Answer>(response: Response): Promise<Answer> {
  const text = await readText(response);
  try {
    return JSON.parse(text);
  } catch {
    throw notBaton(response);
  }
}

/** Reads why a call was refused: problem details, or whatever stands between the server and us says. */
export async function readError(response: Response): Promise<BatonError> {
  const problem = parseProblem(await readText(response).catch(() => ''));
  if (!problem) return notBaton(response);
  return new BatonError({
    code: problem.code,
    status: response.status,
    detail: problem.detail,
    field: problem.field,
    problems: problem.problems,
    organisations: problem.organisations,
    retryAfterS: readRetryAfterS(response),
  });
}

export async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new BatonError(
      { code: 'no-answer', status: 0, detail: 'The connection broke in the middle of the answer.' },
      { cause },
    );
  }
}

/** `Retry-After` is seconds or a date. */
export function readRetryAfterS(response: Response): number | undefined {
  const text = response.headers.get('retry-after');
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1_000);
}

interface Problem {
  code: BatonErrorCode;
  detail: string;
  field?: string;
  problems?: RowProblem[];
  organisations?: OrganisationChoice[];
}

function parseProblem(text: string): Problem | undefined {
  try {
    const problem: Partial<Problem> | null = JSON.parse(text);
    const { code, detail, ...rest } = problem ?? {};
    return code !== undefined && detail !== undefined ? { ...rest, code, detail } : undefined;
  } catch {
    return undefined;
  }
}

function notBaton(response: Response): BatonError {
  const location = response.headers.get('location');
  const detail =
    response.status >= 300 && response.status < 400
      ? `The server redirects${location ? ` to ${location}` : ''}; give the address it redirects to.`
      : `What answered (HTTP ${response.status}) is not Baton; check the address.`;
  return new BatonError({
    code: 'not-baton',
    status: response.status,
    detail,
    retryAfterS: readRetryAfterS(response),
  });
}
