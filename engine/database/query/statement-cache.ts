import { systemClock } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import { fragment, type Sql, statementName } from "../sql.ts";
import type { Convert } from "./convert-value.ts";
import type { Slot } from "./parameters.ts";
import { QueryContext } from "./query-context.ts";
import type { RawInput } from "./read-filter.ts";
import type { ReadAccess } from "./types.ts";

/** A statement compiled once for all queries of one shape. */
interface CompiledStatement {
  readonly text: string;
  readonly asPart: (values: readonly unknown[]) => Sql;
  readonly tables: ReadonlySet<string>;
  readonly slots: readonly Slot[];
  readonly converts: readonly Convert[];
  /** Searches for a pattern: one plan for all patterns is a bad plan for each, so it is planned with the values at hand. */
  readonly isPlannedEachTime: boolean;
  uses: number;
}

interface RegistryStatements {
  readonly byShape: Map<string, CompiledStatement>;
  /** Texts that have a name: Postgres keeps what is prepared under a name for as long as its connection lives. */
  readonly named: Map<string, string>;
}

const STATEMENTS_MAX = 2_000;
const NAMED_MAX = 500;
/** Uses after which a shape with text of a caller's own making is worth a name: views repeat theirs, curiosity does not. */
const OPEN_ENDED_USES = 3;
const PATTERN = / i?like \$\d/;
const statements = new WeakMap<Registry, RegistryStatements>();

export interface StatementRequest {
  readonly registry: Registry;
  readonly doctype: string;
  readonly access: ReadAccess;
  /** Everything of the query that the text depends on, and nothing else. */
  readonly shape: readonly unknown[];
  readonly inputs: readonly RawInput[];
  /** The shape holds text of the caller's own making (an expression). */
  readonly isOpenEnded?: boolean;
  /** Writes the statement; must set a converter for every input. */
  readonly compile: (context: QueryContext, converts: Convert[]) => string;
}

/** The statement of a shape with this request's values bound: compiled on first sight, afterwards only bound. */
export function statementFor(request: StatementRequest): Sql {
  const { registry, isOpenEnded } = request;
  const known = statementsOf(registry);
  const statement = compiledStatement(known, request);
  statement.uses += 1;
  const { text, uses } = statement;
  const isRare = isOpenEnded === true && uses < OPEN_ENDED_USES;
  const name = isRare || statement.isPlannedEachTime ? undefined : nameOf(known, text);
  return { text, name, values: valuesOf(statement, request) };
}

/**
 * The same as a part of a statement that changes some tables: null where it reads one of them, which it would see as they were
 * before.
 */
export function partFor(request: StatementRequest, changed: readonly string[]): Sql | null {
  const statement = compiledStatement(statementsOf(request.registry), request);
  return changed.some((table) => statement.tables.has(table)) ? null : statement.asPart(valuesOf(statement, request));
}

function valuesOf({ slots, converts }: CompiledStatement, { access, inputs }: StatementRequest): readonly unknown[] {
  const clock = access.clock ?? systemClock;
  const values = inputs.map((input, index) => converts[index]!(input, clock));
  const input = { values, user: access.user, clock };
  return slots.map((slot) => slot(input));
}

function compiledStatement(known: RegistryStatements, request: StatementRequest): CompiledStatement {
  const { registry, doctype, access, shape, compile } = request;
  const key = JSON.stringify([doctype, access.key, shape]);
  const found = known.byShape.get(key);
  if (found) return found;
  const context = new QueryContext(registry, doctype, access);
  const converts: Convert[] = [];
  const text = compile(context, converts);
  const { parameters, tables } = context;
  const compiled = {
    text,
    asPart: fragment(text),
    tables,
    slots: parameters.slots,
    converts,
    isPlannedEachTime: PATTERN.test(text),
    uses: 0,
  };
  known.byShape.set(key, compiled);
  if (known.byShape.size > STATEMENTS_MAX) known.byShape.delete(known.byShape.keys().next().value!);
  return compiled;
}

function nameOf({ named }: RegistryStatements, text: string): string | undefined {
  const known = named.get(text);
  if (known !== undefined || named.size >= NAMED_MAX) return known;
  const name = statementName(text);
  named.set(text, name);
  return name;
}

function statementsOf(registry: Registry): RegistryStatements {
  const known = statements.get(registry) ?? { byShape: new Map(), named: new Map() };
  statements.set(registry, known);
  return known;
}
