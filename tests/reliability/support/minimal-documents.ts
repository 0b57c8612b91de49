import type { Registry, ResolvedDoctype, ResolvedField } from "../../../engine/registry/index.ts";
import type { Client } from "./http-client.ts";

type Values = Record<string, unknown>;

/** What rules between several fields or documents ask for, which no single field tells; `n` is another one each time. */
export type Overrides = Readonly<Record<string, (values: Values, n: number) => Promise<Values>>>;

export const dayNumber = (n: number): string => new Date(Date.UTC(2100, 0, n)).toISOString().slice(0, 10);

/** Values nobody computes: those a person may type. */
export function isWritable(field: ResolvedField): boolean {
  return (
    field.type !== "computed" &&
    field.formula === undefined &&
    field.read_only !== true &&
    !("derive" in field && field.derive)
  );
}

/**
 * Makes valid documents of any doctype from its metadata alone: required fields without a default get a value of their type,
 * different each time; links lead to what their condition admits, made when there is none.
 */
export class MinimalDocuments {
  readonly #client: Client;
  readonly #registry: Registry;
  readonly #overrides: Overrides;
  readonly #linkTargets = new Map<string, string>();
  #count = 0;

  constructor(client: Client, registry: Registry, overrides: Overrides) {
    this.#client = client;
    this.#registry = registry;
    this.#overrides = overrides;
  }

  async values(doctype: ResolvedDoctype): Promise<Values> {
    this.#count += 1;
    const n = this.#count;
    const values = await this.#fields(doctype, n);
    return (await this.#overrides[doctype.id]?.(values, n)) ?? values;
  }

  /** In rows the defaults are often taken from what the row links to, which is left empty here: they get a value as well. */
  async #fields(doctype: ResolvedDoctype, n: number): Promise<Values> {
    const values: Values = {};
    for (const field of doctype.fieldList) {
      if (!isWritable(field) || field.required !== true) continue;
      if (field.default !== undefined && (doctype.kind !== "child" || field.type === "link")) continue;
      values[field.id] = await this.#value(field, n);
    }
    return values;
  }

  async #value(field: ResolvedField, n: number): Promise<unknown> {
    switch (field.type) {
      case "link":
        return this.#linkTarget(field.to, field.where);
      case "table":
        return Promise.all(Array.from({ length: Math.max(1, field.min ?? 0) }, () => this.#fields(field.child, n)));
      case "choice":
        return Object.keys(field.options)[0];
      case "boolean":
        return false;
      case "date":
        return dayNumber(n);
      case "percent":
        return "0";
      case "money":
      case "quantity":
      case "decimal":
        return "1";
      case "integer":
        return 1;
      default:
        return textFor(field, n);
    }
  }

  async #linkTarget(doctype: string, where: string | undefined): Promise<string> {
    const key = `${doctype} ${where ?? ""}`;
    const known = this.#linkTargets.get(key);
    if (known !== undefined) return known;
    const condition = where === undefined || where.includes("doc.") ? "" : `&where=${encodeURIComponent(where)}`;
    const { body } = await this.#client.get(`/api/v1/${doctype}?fields=id&limit=1${condition}`);
    const [found] = (body["items"] ?? []) as readonly { readonly id: string }[];
    const id = found?.id ?? (await this.make(this.#registry.doctype(doctype)));
    this.#linkTargets.set(key, id);
    return id;
  }

  async make(doctype: ResolvedDoctype): Promise<string> {
    return String((await this.#client.make(`/api/v1/${doctype.id}`, await this.values(doctype)))["id"]);
  }
}

/** Digits or letters, whichever the field's pattern takes. */
function textFor(field: ResolvedField, n: number): string {
  const letters = Array.from({ length: 3 }, (_, place) => String.fromCharCode(65 + (Math.floor(n / 26 ** place) % 26)));
  const candidates = [`9${n}`, letters.join(""), letters.slice(0, 2).join("")];
  const pattern = field.type === "text" && field.pattern ? new RegExp(`^(?:${field.pattern})$`) : /./;
  const max = field.type === "text" ? (field.max ?? 140) : 140;
  return candidates.find((text) => text.length <= max && pattern.test(text)) ?? candidates[0]!;
}
