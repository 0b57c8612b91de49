import type { Doctype } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import schema from "./doctype.schema.json" with { type: "json" };
import { doctypeReferences } from "./doctype-references.ts";
import { doctypeSlots } from "./doctype-slots.ts";
import { childUnused } from "./lints/child-unused.ts";
import { circularRequiredLinks } from "./lints/circular-required-links.ts";
import { computedBalance } from "./lints/computed-balance.ts";
import { computedField } from "./lints/computed-field.ts";
import { defaultAndFormula } from "./lints/default-and-formula.ts";
import { derivation } from "./lints/derivation.ts";
import { derivationOrder } from "./lints/derivation-order.ts";
import { formulaCycle } from "./lints/formula-cycle.ts";
import { formulaReadsComputed } from "./lints/formula-reads-computed.ts";
import { indexedFields } from "./lints/indexed-fields.ts";
import { kindProperties } from "./lints/kind-properties.ts";
import { minAboveMax } from "./lints/min-above-max.ts";
import { renamedFrom } from "./lints/renamed-from.ts";
import { reservedDoctype } from "./lints/reserved-doctype.ts";
import { reservedField } from "./lints/reserved-field.ts";
import { searchedFields } from "./lints/searched-fields.ts";
import { tableFill } from "./lints/table-fill.ts";
import { tableInChild } from "./lints/table-in-child.ts";
import { tableNameLength } from "./lints/table-name-length.ts";
import { tableOfChild } from "./lints/table-of-child.ts";
import { tableValue } from "./lints/table-value.ts";
import { treeField } from "./lints/tree-field.ts";
import { unitAndCurrency } from "./lints/unit-and-currency.ts";
import { unsafePattern } from "./lints/unsafe-pattern.ts";
import { resolveDoctype } from "./resolve-doctype.ts";
import type { ResolvedDoctype } from "./resolved-doctype.ts";
import { DOCTYPE_SCHEMA, type ShownDoctypes, shownDoctypes } from "./shown-doctypes.ts";

/** A kind of document, of rows or of settings. */
export const doctypeKind: Kind<{
  id: "doctype";
  plural: "doctypes";
  artefact: Doctype;
  resolved: ResolvedDoctype;
  shown: ShownDoctypes;
}> = {
  id: "doctype",
  plural: "doctypes",
  place: "doctypes/<id>.json",
  schema,
  nameIn: "id",
  unknown: "METADATA_DOCTYPE_UNKNOWN",
  references: doctypeReferences,
  slots: doctypeSlots,
  lints: [
    childUnused,
    circularRequiredLinks,
    computedBalance,
    computedField,
    defaultAndFormula,
    derivation,
    derivationOrder,
    formulaCycle,
    formulaReadsComputed,
    indexedFields,
    kindProperties,
    minAboveMax,
    renamedFrom,
    reservedDoctype,
    reservedField,
    searchedFields,
    tableFill,
    tableInChild,
    tableNameLength,
    tableOfChild,
    tableValue,
    treeField,
    unitAndCurrency,
    unsafePattern,
  ],
  compile: resolveDoctype,
  shownAs: { doctypes: { type: "object", additionalProperties: DOCTYPE_SCHEMA } },
  visible: shownDoctypes,
};
