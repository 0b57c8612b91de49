import { lookupFields } from "../../calculation/index.ts";
import { hasTrait } from "../../contract/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";
import type { FieldPlace, WriteField } from "./export-columns.ts";
import { pathFields, readsPath } from "./path-fields.ts";

/** A value as a list shows it; a link as its title, and its code beside it. */
export const shownColumns: WriteField = (ctx, place) => {
  const { path, steps, field } = place;
  if (field.type !== "link" && field.type !== "dynamic_link") {
    return hasTrait(field.type, "sheet") ? [{ path, read: path, steps, field }] : [];
  }
  const title = { path, read: `${path}.$title`, steps, field: null };
  const code = codePath(ctx, place);
  if (code === null) return [title];
  const ends = [...steps, ...pathFields(ctx.registry, ctx.registry.doctype(code.doctype), [code.field]).map(labelOf)];
  const read = `${path}.${code.field}`;
  return [title, { path: read, read, steps: [joined(ends)], field: null }];
};

/** The number or code of the linked document, where its title does not tell it. */
function codePath(ctx: RequestContext, { field }: FieldPlace) {
  if (field.type !== "link") return null;
  const { title } = ctx.registry.doctype(field.to).compiled;
  const [code] = lookupFields(ctx.registry.doctype(field.to));
  if (code === undefined || !title || title.checked.roots.has(code)) return null;
  return readsPath(ctx, field.to, [code]) ? { doctype: field.to, field: code } : null;
}

const labelOf = ({ label }: { readonly label: LocalizedText }): LocalizedText => label;

const joined = (steps: readonly LocalizedText[]): LocalizedText => ({
  fr: steps.map(({ fr }) => fr).join(" › "),
  en: steps.map(({ en }) => en).join(" › "),
});
