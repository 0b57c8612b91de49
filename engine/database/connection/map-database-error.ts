import { ledgerOfTable } from "../../contract/index.ts";
import { type ErrorCode, isPerfexError, PerfexError } from "../../kernel/index.ts";
import { isConnectionLost, type PostgresError, postgresError } from "./sql-state.ts";

type Params = Readonly<Record<string, unknown>>;
interface Mapped {
  readonly code: ErrorCode;
  readonly params?: Params;
  readonly pointer?: string;
}

/** SQLSTATEs whose meaning does not depend on the statement. */
const CODE_BY_STATE: Readonly<Record<string, ErrorCode>> = {
  "40001": "DATABASE_CONFLICT",
  "40P01": "DATABASE_CONFLICT",
  "55P03": "DATABASE_CONFLICT",
  "57014": "DATABASE_TIMEOUT",
  "25P03": "DATABASE_TIMEOUT",
  "53100": "DATABASE_FULL",
  "53300": "DATABASE_BUSY",
  "53200": "DATABASE_BUSY",
  "25006": "DATABASE_READ_ONLY",
  "42501": "DATABASE_ACCESS_DENIED",
  // Undefined column, table, function or operator, other object; another type than the statement was made for.
  "42703": "DATABASE_SCHEMA_CHANGED",
  "42P01": "DATABASE_SCHEMA_CHANGED",
  "42883": "DATABASE_SCHEMA_CHANGED",
  "42704": "DATABASE_SCHEMA_CHANGED",
  "42804": "DATABASE_SCHEMA_CHANGED",
  "22003": "VALUE_OUT_OF_RANGE",
  "22001": "VALUE_OUT_OF_RANGE",
  "22P02": "VALUE_MALFORMED",
  "22P05": "VALUE_MALFORMED",
  "22021": "VALUE_MALFORMED",
  "22007": "VALUE_MALFORMED",
  "22008": "VALUE_MALFORMED",
};

/** SQLSTATEs whose table and field are worth naming. PX… are raised by our own triggers. */
const MAPPERS: Readonly<Record<string, (error: PostgresError) => Mapped>> = {
  "23505": duplicate,
  "23503": brokenLink,
  "23001": brokenLink,
  "23502": required,
  "23514": refused,
  "3F000": missingSchema,
  "54000": limitExceeded,
  PX001: (error) => ({ code: "LEDGER_APPEND_ONLY", params: { table: error.table } }),
  PX002: unbalanced,
  PX003: (error) => ({ code: "LEDGER_POSTING_SEALED", params: { table: error.table } }),
};

/**
 * What went wrong in the database, as a catalogue error that names table and field; the Postgres error stays as its cause.
 * Catalogue errors pass unchanged.
 */
export function mapDatabaseError(error: unknown): PerfexError {
  if (isPerfexError(error)) return error;
  const { code, params, pointer } = describeError(error);
  return new PerfexError(code, params, { pointer, cause: error });
}

function describeError(error: unknown): Mapped {
  if (isConnectionLost(error)) return unreachable(error);
  const found = postgresError(error);
  if (!found) return failed("unknown");
  const mapper = MAPPERS[found.code];
  if (mapper) return mapper(found);
  const code = CODE_BY_STATE[found.code];
  return code ? { code } : failed(found.code);
}

const failed = (state: string): Mapped => ({ code: "DATABASE_STATEMENT_FAILED", params: { state } });

function unreachable(error: unknown): Mapped {
  const reason = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
  return { code: "DATABASE_UNREACHABLE", params: { target: "postgres", reason } };
}

function missingSchema(error: PostgresError): Mapped {
  const schema = /"(.+?)"/.exec(error.message)?.[1];
  return schema ? { code: "ORGANIZATION_SCHEMA_MISSING", params: { schema } } : failed(error.code);
}

/**
 * An entry too large for its index, which is called `<table>.<field>.index`; Postgres does not name it when the entry is larger
 * than a page. Other limits are no fault of the values.
 */
function limitExceeded(error: PostgresError): Mapped {
  if (!/index row/.test(error.message)) return failed(error.code);
  const index = error.constraint ?? /index "(.+?)"/.exec(error.message)?.[1];
  const field = index?.split(".").slice(1, -1)[0];
  return { code: "VALUE_TOO_LONG_TO_INDEX", ...(field !== undefined && { params: { field }, pointer: `/${field}` }) };
}

/** `Key (a, b)=(1, 2) …` in whatever language the server speaks. */
function keyOf(error: PostgresError): { fields: string; value: string } {
  const match = /\((.+?)\)=\((.*)\)/s.exec(error.detail ?? "");
  return { fields: (match?.[1] ?? "").replaceAll('"', ""), value: match?.[2] ?? "" };
}

/** Our constraints are called `<field>.<kind>`. */
function constraintParts(error: PostgresError): { field: string; kind: string } {
  const [field = "", kind = ""] = (error.constraint ?? "").split(".");
  return { field, kind };
}

function duplicate(error: PostgresError): Mapped {
  const { fields, value } = keyOf(error);
  const field = fields || constraintParts(error).field;
  return {
    code: "VALUE_DUPLICATE",
    params: { table: error.table, field, value, constraint: error.constraint },
    pointer: `/${field.split(", ")[0]}`,
  };
}

/** A foreign key broken from either end: the key named is `id` when the linked document was to go. */
function brokenLink(error: PostgresError): Mapped {
  const { fields, value } = keyOf(error);
  const { field } = constraintParts(error);
  if (fields === "id") return { code: "DOCUMENT_REFERENCED", params: { by: error.table, field, id: value } };
  return { code: "LINK_TARGET_MISSING", params: { table: error.table, field, value }, pointer: `/${field}` };
}

function required(error: PostgresError): Mapped {
  const params = { table: error.table, field: error.column };
  return { code: "VALUE_REQUIRED", params, pointer: `/${error.column}` };
}

function refused(error: PostgresError): Mapped {
  const { field, kind } = constraintParts(error);
  const params = { table: error.table, field, constraint: error.constraint };
  if (kind === "minimum")
    return { code: "LEDGER_BALANCE_BELOW_MINIMUM", params: { ...params, ledger: ledgerOfTable(error.table ?? "") } };
  if (kind === "choice") return { code: "VALUE_NOT_A_CHOICE", params, pointer: `/${field}` };
  return { code: "VALUE_REFUSED", params, pointer: `/${field}` };
}

/** The trigger sends the measures and their sums as JSON in its detail. */
function unbalanced(error: PostgresError): Mapped {
  return { code: "LEDGER_UNBALANCED", params: JSON.parse(error.detail ?? "{}") as Params };
}

/** For work done as the connecting user itself: what it is denied is a right it lacks, not another organization's data. */
export function rightsMissing(error: unknown): never {
  const mapped = mapDatabaseError(error);
  throw mapped.code === "DATABASE_ACCESS_DENIED"
    ? new PerfexError("DATABASE_RIGHTS_MISSING", {}, { cause: error })
    : mapped;
}
