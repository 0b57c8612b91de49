import type { Filed, MetadataModel } from "../../metadata/metadata-model.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import type { Role } from "../../types/index.ts";

/** Row rules of a role: each is checked for every doctype it applies to. */
export function roleSlots({ file, artefact }: Filed<Role>, context: SlotContext): ExpressionSlot[] {
  return Object.entries(artefact.permissions).flatMap(([target, permission]) =>
    permission.where === undefined
      ? []
      : permittedDoctypes(target, context.model).flatMap((doctype) =>
          slot(file, ["permissions", target, "where"], permission.where, context.scopes.document(doctype), {
            expected: BOOLEAN,
            sql: true,
            use: doctype,
          }),
        ),
  );
}

/** Doctypes with a table of their own that a permission's key means: one id, `module:<id>` or `*`. */
export function permittedDoctypes(target: string, model: MetadataModel): string[] {
  return model
    .all("doctype")
    .filter(({ artefact }) => artefact.kind !== "child")
    .filter(({ file, artefact }) => target === "*" || target === artefact.id || target === `module:${file.module}`)
    .map(({ artefact }) => artefact.id);
}
