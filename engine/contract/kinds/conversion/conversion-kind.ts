import type { Conversion } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import schema from "./conversion.schema.json" with { type: "json" };
import { conversionReferences } from "./conversion-references.ts";
import { conversionSlots } from "./conversion-slots.ts";
import { computedTarget } from "./lints/computed-target.ts";
import { conversionLines } from "./lints/conversion-lines.ts";

/** How a document is made from another. */
export const conversionKind: Kind<{ id: "conversion"; plural: "conversions"; artefact: Conversion }> = {
  id: "conversion",
  plural: "conversions",
  place: "conversions/<id>.json",
  schema,
  nameIn: "id",
  unknown: "METADATA_CONVERSION_UNKNOWN",
  references: conversionReferences,
  slots: conversionSlots,
  lints: [computedTarget, conversionLines],
};
