import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { RequestContext } from "../../documents/index.ts";
import type { Membership, SignedInPerson } from "../../identity/index.ts";
import { type Language, mustExist } from "../../kernel/index.ts";

/** One request, before anything is known of who sends it. */
export interface Call {
  readonly requestId: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Network address of the client. */
  readonly address: string;
  /** From `Accept-Language`. */
  readonly language: Language;
  /** For what reads its stream or watches the connection. */
  readonly request: IncomingMessage;
}

/** A request of a person whose session is alive. */
export interface SignedInCall extends Call, SignedInPerson {}

/** A request to the data of one organization the person belongs to. */
export interface MemberCall extends SignedInCall {
  readonly membership: Membership;
  readonly ctx: RequestContext;
}

/** A parameter of the route's path. */
export function pathParam(call: Call, name: string): string {
  return mustExist(call.params[name], `path parameter ${name}`);
}
