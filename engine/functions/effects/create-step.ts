import type { DocumentValues, RefusedRow } from "../../documents/index.ts";
import { isPerfexError, newId } from "../../kernel/index.ts";
import type { ProposedEffect } from "../types.ts";
import type { KeyResolver } from "./resolve-keys.ts";
import { type CarryingOut, refusedRow, type Step, type StepPart } from "./step.ts";

type CreateEffect = Extract<ProposedEffect, { create: string }>;

/** Rows of an effect whose links were looked up. */
interface Resolved {
  /** How many rows the effect has. */
  readonly count: number;
  readonly tried: readonly { readonly index: number; readonly id: string; readonly row: DocumentValues }[];
  readonly unresolved: readonly RefusedRow[];
}

/** Many documents of one doctype, in few statements. */
export function createStep({ documents, ctx }: CarryingOut, resolver: KeyResolver, effect: CreateEffect): Step {
  const { create: doctype, rows, key, submit = false } = effect;
  return {
    name: `create:${doctype}`,
    key: key ?? "id",
    rows,
    async run(from, { tell, keep }) {
      tell(from);
      const resolved = await resolveRows(resolver, effect, from);
      const { tried, unresolved } = resolved;
      const made = await documents.createMany(
        ctx,
        doctype,
        tried.map(({ row }) => row),
        {
          submit,
          ids: tried.map(({ id }) => id),
          onProgress: ({ done }) => tell(from + unresolved.length + done),
          ...(keep && {
            beforeCommit: (connection, done, refused) => keep(connection, partOf(resolved, done, refused)),
          }),
        },
      );
      return partOf(resolved, tried.length, made.refused);
    },
  };
}

async function resolveRows(resolver: KeyResolver, effect: CreateEffect, from: number): Promise<Resolved> {
  const { create: doctype, rows, key } = effect;
  const left = rows.slice(from);
  const ids = left.map(() => newId());
  left.forEach((row, index) => {
    const value = key === undefined ? undefined : row[key];
    if (typeof value === "string") resolver.foretell(doctype, value, ids[index]!);
  });
  const resolved = await resolver.resolve(doctype, left);
  return {
    count: rows.length,
    tried: resolved.flatMap((row, index) =>
      isPerfexError(row) ? [] : [{ row, id: ids[index]!, index: from + index }],
    ),
    unresolved: resolved.flatMap((row, index) => (isPerfexError(row) ? [refusedRow(from + index, row)] : [])),
  };
}

/** The first of the rows tried are dealt with, and with them those in between that named nothing. */
function partOf({ count, tried, unresolved }: Resolved, done: number, refused: readonly RefusedRow[]): StepPart {
  const end = tried[done]?.index ?? count;
  const isRefused = new Set(refused.map(({ index }) => index));
  const told = [
    ...unresolved.filter(({ index }) => index < end),
    ...refused.map((one) => ({ ...one, index: tried[one.index]!.index })),
  ];
  return {
    end,
    ids: tried.slice(0, done).flatMap(({ id }, index) => (isRefused.has(index) ? [] : [id])),
    refused: told.sort((a, b) => a.index - b.index),
  };
}
