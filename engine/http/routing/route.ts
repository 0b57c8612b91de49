import type { Action } from "../../contract/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import type { Answer } from "../exchange/answer.ts";
import type { Call } from "./call.ts";
import type { LimitName } from "./request-budgets.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Who may call a route, as data: what the route × role matrix is made from. */
export type AccessKind =
  /** Anybody, signed in or not. */
  | { readonly kind: "open" }
  | { readonly kind: "signed-in" }
  /** Members of the chosen organization, whatever their roles. */
  | { readonly kind: "member" }
  /** Administrators of the organization in the path. */
  | { readonly kind: "administrator" }
  /** Members whose roles allow the action on the doctype in the path. */
  | { readonly kind: "action"; readonly action: Action }
  /** Members whose roles allow the report in the path. */
  | { readonly kind: "report" };

/** An access rule: it either turns the call into one that carries what the handler needs, or fails. */
export interface AccessRule<C extends Call> {
  readonly is: AccessKind;
  admit(call: Call): Promise<C>;
}

/** The only way a route comes into being: no handler without an access rule. */
export interface Route<C extends Call = Call> {
  readonly method: Method;
  /** Express path, parameters as `:name`. */
  readonly path: string;
  readonly access: AccessRule<C>;
  readonly summary: LocalizedText;
  /** Which budget of requests it draws on, `api` unless told. */
  readonly limit?: LimitName;
  handle(call: C): Promise<Answer>;
}

/** Checks that the handler fits what its access rule admits. */
export function route<C extends Call>(declared: Route<C>): Route {
  return declared;
}
