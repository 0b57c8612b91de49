import { type Clock, systemClock } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import { type Sql, statementName } from "../sql.ts";
import type { Convert } from "./convert-value.ts";
import type { Slot } from "./parameters.ts";
import { QueryContext } from "./query-context.ts";
import type { RawInput } from "./read-filter.ts";
import type { ReadAccess } from "./types.ts";

/** A statement compiled once for all queries of one shape. */
interface CompiledStatement {
  readonly text: string;
  readonly name: string | undefined;
  readonly slots: readonly Slot[];
  readonly converts: readonly Convert[];
}

interface RegistryStatements {
  readonly byShape: Map<string, CompiledStatement>;
  /** Texts that have a name: Postgres keeps what is prepared under a name for as long as its connection lives. */
  readonly named: Set<string>;
}

const STATEMENTS_MAX = 2_000;
const NAMED_MAX = 500;
const statements = new WeakMap<Registry, RegistryStatements>();

export interface StatementRequest {
  readonly registry: Registry;
  readonly doctype: string;
  readonly access: ReadAccess;
  /** Everything of the query that the text depends on, and nothing else. */
  readonly shape: readonly unknown[];
  readonly inputs: readonly RawInput[];
  /** A shape with text of the caller's own making is sent without a name. */
  readonly isOpenEnded?: boolean;
  /** Writes the statement; must set a converter for every input. */
  readonly compile: (context: QueryContext, converts: Convert[]) => string;
}

/** The statement of a shape with this request's values bound: compiled on first sight, afterwards only bound. */
export function statementFor(request: StatementRequest): Sql {
  const { access, inputs } = request;
  const { text, name, slots, converts } = compiledStatement(request);
  const values = inputs.map((input, index) => converts[index]!(input));
  const clock: Clock = access.clock ?? systemClock;
  return { text, name, values: slots.map((slot) => slot({ values, user: access.user, clock })) };
}

function compiledStatement(request: StatementRequest): CompiledStatement {
  const { registry, doctype, access } = request;
  const known = statementsOf(registry);
  const key = JSON.stringify([doctype, access.key, request.shape]);
  const found = known.byShape.get(key);
  if (found) return found;
  const context = new QueryContext(registry, doctype, access);
  const converts: Convert[] = [];
  const text = request.compile(context, converts);
  const name = request.isOpenEnded ? undefined : nameOf(known, text);
  const compiled = { text, name, slots: context.parameters.slots, converts };
  known.byShape.set(key, compiled);
  if (known.byShape.size > STATEMENTS_MAX) known.byShape.delete(known.byShape.keys().next().value!);
  return compiled;
}

function nameOf({ named }: RegistryStatements, text: string): string | undefined {
  if (!named.has(text) && named.size >= NAMED_MAX) return undefined;
  named.add(text);
  return statementName(text);
}

function statementsOf(registry: Registry): RegistryStatements {
  const known = statements.get(registry) ?? { byShape: new Map(), named: new Set() };
  statements.set(registry, known);
  return known;
}
