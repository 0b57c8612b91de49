import type { Action } from "../../contract/index.ts";
import type { LocalizedText, Soon } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { Answer } from "../exchange/answer.ts";
import type { Upload } from "../exchange/read-upload.ts";
import type { QueryOf } from "../schemas/read-query.ts";
import type { Schema, Shape, Static } from "../schemas/schema.ts";
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
  /** Members who hold a ticket for this very path, and whose roles still allow the action, if any, on the doctype in it. */
  | { readonly kind: "ticket"; readonly action?: Action }
  /** Members whose roles allow the report in the path. */
  | { readonly kind: "report" };

/** An access rule: it either turns the call into one that carries what the handler needs, or fails. */
export interface AccessRule<C extends Call> {
  readonly is: AccessKind;
  admit(call: Call): Soon<C>;
}

/** A multipart form with a part `file` and a part `options` of this shape. */
export interface UploadBody<T = unknown> {
  readonly options: Schema<T>;
  readonly isUpload: true;
}
export const upload = <T>(options: Schema<T>): UploadBody<T> => ({ options, isUpload: true });

/** An answer that is not JSON: its media types, none for an answer without a body. */
export interface Media {
  readonly media: readonly string[];
}
export const media = (...types: readonly string[]): Media => ({ media: types });
export const nothing: Media = { media: [] };

type Body = Schema | UploadBody | undefined;
type BodyOf<B> = B extends UploadBody<infer T> ? Upload<T> : Static<B>;
type Answers = Readonly<Record<number, Schema | Media>>;
type Says<A> = { [K in keyof A]: A[K] extends Media ? never : Static<A[K]> }[keyof A];

interface Declaration<C extends Call, B extends Body, A extends Answers, Q extends Shape | undefined> {
  readonly method: Method;
  /** Express path, parameters as `:name`. */
  readonly path: string;
  readonly access: AccessRule<C>;
  readonly summary: LocalizedText;
  /** Which budget of requests it draws on, `api` unless told. */
  readonly limit?: LimitName;
  /** Parameters of the query, read and checked before the handler runs. */
  readonly query?: Q;
  /** Other parameters are no mistake: they are a report's own. */
  readonly hasFreeQuery?: true;
  /** Read by the route beside what every route reads. One that writes without declaring `Idempotency-Key` refuses the key. */
  readonly headers?: readonly HeaderName[];
  /** What must be allowed beside `access` before anything of what is sent is read. */
  permit?(call: C): Promise<void> | void;
  /** Checked before the handler runs, which is given what was sent. A document's values are checked by the documents layer. */
  readonly body?: B;
  /** By status. A failure is always a problem. */
  readonly answers: A;
  /** Of a route with `:doctype`: whether it means anything for this one, every stored one unless told. */
  appliesTo?(doctype: ResolvedDoctype, registry: Registry): boolean;
  handle(call: C, body: BodyOf<B>, query: QueryOf<Q>): Promise<Answer<Says<A>>>;
}

/** Headers a route may read beside those every route reads. */
export type HeaderName = "If-Match" | "Idempotency-Key" | "X-Requested-With";

/** All there is to know of a route; what it is served by, described by and tested against. */
export interface Route extends Omit<Declaration<Call, Body, Answers, Shape | undefined>, "handle" | "permit"> {
  permit?(call: Call): Promise<void> | void;
  handle(call: Call, body: unknown, query: unknown): Promise<Answer>;
}

/** The only way a route comes into being: no handler without an access rule, nothing sent or answered that was not declared. */
export function route<
  C extends Call,
  const A extends Answers,
  B extends Body = undefined,
  Q extends Shape | undefined = undefined,
>(declared: Declaration<C, B, A, Q>): Route {
  return declared as unknown as Route;
}
