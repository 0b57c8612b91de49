import { Refusal } from "./refusal.ts";

/** What a field of a body may hold. */
export interface Rule {
  readonly type: "text" | "boolean" | "decimal" | "date" | "id";
  readonly required?: boolean;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly among?: readonly string[];
  readonly scale?: number;
}

export type Rules = Readonly<Record<string, Rule>>;
type Body = Readonly<Record<string, unknown>>;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DECIMAL = /^-?\d{1,15}(\.(\d{1,10}))?$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+?[0-9 .()-]{4,30}$/;
const URL_TEXT = /^https?:\/\/\S+$/;

/** Fields of a party that other fields say nothing about: what a change may set. */
export const CHANGED_PARTY: Rules = {
  name: { type: "text", max: 200 },
  is_customer: { type: "boolean" },
  is_supplier: { type: "boolean" },
  is_active: { type: "boolean" },
  address: { type: "text", max: 400 },
  postal_code: { type: "text", max: 12 },
  city: { type: "text", max: 80 },
  email: { type: "text", max: 254, pattern: EMAIL },
  phone: { type: "text", max: 40, pattern: PHONE },
  website: { type: "text", max: 2_000, pattern: URL_TEXT },
  note: { type: "text", max: 2_000 },
};

export const NEW_PARTY: Rules = {
  ...CHANGED_PARTY,
  name: { type: "text", required: true, max: 200 },
  code: { type: "text", max: 40 },
  kind: { type: "text", among: ["company", "individual", "public_body"] },
  siren: { type: "text", max: 9, pattern: /^[0-9]{9}$/ },
  siret: { type: "text", max: 14, pattern: /^[0-9]{14}$/ },
  vat_number: { type: "text", max: 15, pattern: /^[A-Z]{2}[0-9A-Z]{2,13}$/ },
  language: { type: "text", among: ["fr", "en"] },
};

export const NEW_INVOICE: Rules = {
  customer: { type: "id", required: true },
  issue_date: { type: "date" },
  currency: { type: "id" },
  reference: { type: "text", max: 80 },
  subject: { type: "text", max: 200 },
  note: { type: "text", max: 2_000 },
};

export const NEW_LINE: Rules = {
  item: { type: "id", required: true },
  description: { type: "text", max: 2_000 },
  quantity: { type: "decimal", scale: 3 },
  unit_price: { type: "decimal", scale: 4 },
  discount_percent: { type: "decimal", scale: 2 },
};

/** Raises a refusal that names every field that is wrong. */
export function assertValid(body: unknown, rules: Rules): Body {
  const problems: string[] = [];
  collectProblems(body, rules, "", problems);
  if (problems.length > 0) throw new Refusal(422, "wrong values", problems);
  return body as Body;
}

/** An invoice with its lines. */
export function assertValidInvoice(body: unknown): Body & { readonly lines: readonly Body[] } {
  const problems: string[] = [];
  const { lines, ...header } = (isRecord(body) ? body : {}) as Body;
  collectProblems(isRecord(body) ? header : body, NEW_INVOICE, "", problems);
  if (!Array.isArray(lines) || lines.length === 0) problems.push("/lines: at least one");
  else for (let index = 0; index < lines.length; index++) checkLine(lines[index], index, problems);
  if (problems.length > 0) throw new Refusal(422, "wrong values", problems);
  return body as Body & { readonly lines: readonly Body[] };
}

function checkLine(line: unknown, index: number, problems: string[]): void {
  collectProblems(line, NEW_LINE, `/lines/${index}`, problems);
  if (isRecord(line) && Number(line["quantity"] ?? "1") === 0) problems.push(`/lines/${index}/quantity: not zero`);
}

const isRecord = (body: unknown): body is Body => typeof body === "object" && body !== null && !Array.isArray(body);

function collectProblems(body: unknown, rules: Rules, at: string, problems: string[]): void {
  if (!isRecord(body)) {
    problems.push(`${at}: an object`);
    return;
  }
  for (const name in body) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const problem = rule ? problemOf(body[name], rule) : "unknown";
    if (problem) problems.push(`${at}/${name}: ${problem}`);
  }
  for (const name in rules) {
    if (rules[name]?.required && body[name] === undefined) problems.push(`${at}/${name}: required`);
  }
}

function problemOf(given: unknown, rule: Rule): string | null {
  if (given === null || given === "") return rule.required ? "required" : null;
  if (rule.type === "boolean") return typeof given === "boolean" ? null : "true or false";
  if (typeof given !== "string") return "a text";
  if (rule.type === "id") return ID.test(given) ? null : "an id";
  if (rule.type === "date") return DATE.test(given) && !Number.isNaN(Date.parse(given)) ? null : "a date";
  if (rule.type === "decimal") return decimalProblem(given, rule.scale ?? 0);
  if (rule.max !== undefined && given.length > rule.max) return `at most ${rule.max} characters`;
  if (rule.among && !rule.among.includes(given)) return "not a choice";
  return rule.pattern && !rule.pattern.test(given) ? "malformed" : null;
}

function decimalProblem(given: string, scale: number): string | null {
  const match = DECIMAL.exec(given);
  if (!match) return "a number";
  return (match[2]?.length ?? 0) > scale ? `at most ${scale} decimals` : null;
}
