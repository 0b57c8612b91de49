import {
  type Documents,
  type DocumentValues,
  type DocumentWish,
  type JsonValue,
  type RequestContext,
  refusedWish,
} from "../../documents/index.ts";
import { fail, isId, isPerfexError, type PerfexError } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import type { ProposedEffect } from "../types.ts";

export interface KeyResolver {
  /**
   * The values of each row with keys of links replaced by ids; for a row with a key that names nothing, or several documents,
   * why it is refused (IMPORT_LINK_NOT_FOUND, IMPORT_LINK_AMBIGUOUS). A few statements, whatever the number of rows.
   */
  resolve(doctype: string, rows: readonly DocumentValues[]): Promise<readonly (DocumentValues | PerfexError)[]>;
  /** A document about to be made: its key leads to it, unless one with this key exists. */
  foretell(doctype: string, key: string, id: string): void;
}

/**
 * Links are given as what names the document they lead to: the `key` of an effect that creates such documents, else whatever
 * `documents.find` knows it by.
 */
export function createKeyResolver(
  documents: Documents,
  ctx: RequestContext,
  effects: readonly ProposedEffect[],
): KeyResolver {
  const foretold = new Map<string, string>();
  const keys = new Map(
    effects.flatMap((effect) => ("create" in effect && effect.key !== undefined ? [[effect.create, effect.key]] : [])),
  );
  const wishOf: WishOf = (doctype, text) => ({ doctype, by: keys.get(doctype) ?? null, text });

  return {
    async resolve(doctype, rows) {
      const { fieldList } = ctx.registry.doctype(doctype);
      const wishes = rows.flatMap((row) => wishesOf(fieldList, row, wishOf));
      const find = await documents.find(ctx, wishes);
      const idOf = (wish: DocumentWish, pointer: string): string => {
        const answer = find(wish);
        if (typeof answer === "object") return answer.id;
        const made = answer === "none" ? foretold.get(nameOf(wish)) : undefined;
        if (made !== undefined) return made;
        const { code, params } = refusedWish(ctx.registry, wish, answer);
        return fail(code, params, { pointer });
      };
      return rows.map((row) => attempt(() => withIds(fieldList, row, wishOf, idOf, "")));
    },
    foretell(doctype, key, id) {
      const name = nameOf({ doctype, text: key });
      if (!foretold.has(name)) foretold.set(name, id);
    },
  };
}

type WishOf = (doctype: string, text: string) => DocumentWish;

const nameOf = ({ doctype, text }: DocumentWish): string => `${doctype} ${text}`;

function attempt(work: () => DocumentValues): DocumentValues | PerfexError {
  try {
    return work();
  } catch (error) {
    if (isPerfexError(error)) return error;
    throw error;
  }
}

/** Every key in the links of a document and its rows. */
function wishesOf(fields: readonly ResolvedField[], values: DocumentValues, wishOf: WishOf): readonly DocumentWish[] {
  return fields.flatMap((field) => {
    const value = values[field.id];
    if (field.type === "link" && isKey(value)) return [wishOf(field.to, value)];
    if (field.type !== "table" || !Array.isArray(value)) return [];
    return value.flatMap((row) => wishesOf(field.child.fieldList, row as DocumentValues, wishOf));
  });
}

const isKey = (value: unknown): value is string => typeof value === "string" && value !== "" && !isId(value);

function withIds(
  fields: readonly ResolvedField[],
  values: DocumentValues,
  wishOf: WishOf,
  idOf: (wish: DocumentWish, pointer: string) => string,
  at: string,
): DocumentValues {
  const resolved: Record<string, JsonValue> = { ...values };
  for (const field of fields) {
    const value = values[field.id];
    const pointer = `${at}/${field.id}`;
    if (field.type === "link" && isKey(value)) resolved[field.id] = idOf(wishOf(field.to, value), pointer);
    else if (field.type === "table" && Array.isArray(value)) {
      resolved[field.id] = value.map((row, index) =>
        withIds(field.child.fieldList, row as DocumentValues, wishOf, idOf, `${pointer}/${index}`),
      ) as JsonValue;
    }
  }
  return resolved;
}
