import type { ProblemAnswer } from "../../../engine/http/api-types.ts";
import { type Language, localize } from "../../../engine/kernel/index.ts";

/** An answer of the server that is not a success, with everything it said. */
export class ApiProblem extends Error {
  readonly problem: ProblemAnswer;

  constructor(problem: ProblemAnswer) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = "ApiProblem";
    this.problem = problem;
  }
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem;
}

/** Stand-in for answers that never came or were not ours: the network, a proxy. */
export function clientProblem(code: string, status: number, fr: string, en: string): ProblemAnswer {
  const message = { fr, en };
  return { type: "about:blank", title: en, status, detail: en, code, instance: "", request_id: "", message };
}

const OFFLINE = clientProblem(
  "NETWORK_UNREACHABLE",
  0,
  "Le serveur ne répond pas. Vérifiez la connexion, puis réessayez.",
  "The server does not answer. Check the connection, then try again.",
);

/** Reads the problem out of a refused answer; anything that is not a problem document becomes one. */
export async function readProblem(response: Response): Promise<ProblemAnswer> {
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("json")) {
    const body = (await response.json().catch(() => null)) as ProblemAnswer | null;
    if (body?.code && body.message) return body;
  }
  return clientProblem(
    `HTTP_${response.status}`,
    response.status,
    `Le serveur a répondu par une erreur (${response.status}).`,
    `The server answered with an error (${response.status}).`,
  );
}

/** The message a person reads: what happened, and what to do when the server says so. */
export function problemText(error: unknown, language: Language): { readonly message: string; readonly hint?: string } {
  const problem = isApiProblem(error) ? error.problem : OFFLINE;
  return {
    message: localize(problem.message, language),
    hint: problem.hint && localize(problem.hint, language),
  };
}

export { OFFLINE };
