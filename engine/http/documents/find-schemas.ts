import { LIMIT_MAX } from "../../database/query/index.ts";
import { listOf, localized, nullable, object, type Static, text } from "../schemas/schema.ts";

export const findBody = object({ texts: listOf(text(), { maxItems: LIMIT_MAX }) });

/** What each text names, and why the others name nothing. */
export const findAnswer = object({
  found: listOf(object({ text: text(), id: text(), title: nullable(text()) })),
  refused: listOf(object({ text: text(), code: text(), message: localized })),
});
export type FindAnswer = Static<typeof findAnswer>;
