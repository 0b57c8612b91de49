import type { Conversion } from "../../types/index.ts";
import { LISTS_BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import { compileConversion } from "./compile-conversion.ts";
import schema from "./conversion.schema.json" with { type: "json" };
import { conversionReferences } from "./conversion-references.ts";
import { conversionSlots } from "./conversion-slots.ts";
import { computedTarget } from "./lints/computed-target.ts";
import { conversionLines } from "./lints/conversion-lines.ts";
import type { ResolvedConversion } from "./resolved-conversion.ts";
import { type ShownConversions, visibleConversions } from "./visible-conversions.ts";

/** How a document is made from another. */
export const conversionKind: Kind<{
  id: "conversion";
  plural: "conversions";
  artefact: Conversion;
  resolved: ResolvedConversion;
  shown: ShownConversions;
}> = {
  id: "conversion",
  plural: "conversions",
  place: "conversions/<id>.json",
  schema,
  ofDoctype: ({ from }) => from,
  nameIn: "id",
  unknown: "METADATA_CONVERSION_UNKNOWN",
  references: conversionReferences,
  slots: conversionSlots,
  lints: [computedTarget, conversionLines],
  compile: compileConversion,
  shownAs: { conversions: LISTS_BY_NAME },
  visible: visibleConversions,
};
