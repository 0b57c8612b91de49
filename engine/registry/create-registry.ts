import { type ArtefactMaps, type MetadataAnalysis, mergeTexts, type ResolvedDoctype } from "../contract/index.ts";
import { fail } from "../kernel/index.ts";
import { compileArtefacts } from "./compile-artefacts.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { artefactsOf } from "./indexes/artefacts-of.ts";
import { findUsages } from "./indexes/find-usages.ts";
import { groupBy } from "./indexes/group-by.ts";
import { incomingLinks } from "./indexes/incoming-links.ts";
import type { Registry } from "./types.ts";

/** Puts the parts of a registry together from metadata without errors. */
export function createRegistry(analysis: MetadataAnalysis, hash: string): Registry {
  const artefacts = compileArtefacts(analysis);
  const found = accessors(artefacts);
  return deepFreeze({
    hash,
    ...artefacts,
    texts: mergeTexts(artefacts.translations.values()),
    ...found,
    ...indexes(analysis, artefacts, found.doctype),
    scopeOf: (id: string) => found.doctype(id).scope,
    ledgerScope: analysis.scopes.ledger,
    reportScope: analysis.scopes.reportSource,
  });
}

type Accessors = Pick<Registry, "doctype" | "ledger" | "report" | "field">;

function accessors({ doctypes, ledgers, reports }: ArtefactMaps): Accessors {
  const fields = new Map([...doctypes.values()].map((doctype) => [doctype.id, fieldsById(doctype)]));
  return {
    doctype: (id) => doctypes.get(id) ?? fail("REGISTRY_UNKNOWN_DOCTYPE", { id }),
    ledger: (id) => ledgers.get(id) ?? fail("REGISTRY_UNKNOWN_LEDGER", { id }),
    report: (id) => reports.get(id) ?? fail("REGISTRY_UNKNOWN_REPORT", { id }),
    field: (doctype, field) => fields.get(doctype)?.get(field),
  };
}

const fieldsById = (doctype: ResolvedDoctype) => new Map(doctype.fieldList.map((field) => [field.id, field]));

type Indexes = Pick<
  Registry,
  | "of"
  | "postingsOf"
  | "conversionsFrom"
  | "workflowOf"
  | "formOf"
  | "viewsOf"
  | "printsOf"
  | "reportsOn"
  | "permissionsOn"
  | "whoUses"
  | "linksTo"
>;

function indexes(analysis: MetadataAnalysis, artefacts: ArtefactMaps, doctype: Registry["doctype"]): Indexes {
  const of = artefactsOf(artefacts, doctype);
  const granted = [...artefacts.roles.values()].flatMap(({ compiled }) => compiled.permissions);
  const permissions = new Map(
    [...groupBy(granted, (one) => one.doctype)].map(([id, list]) => [id, list.map(({ permission }) => permission)]),
  );
  const links = incomingLinks(artefacts.doctypes);
  const usages = findUsages(analysis);
  return {
    of,
    postingsOf: (id) => of("posting", id),
    conversionsFrom: (id) => of("conversion", id),
    workflowOf: (id) => of("workflow", id)[0],
    formOf: (id) => of("form", id)[0]!,
    viewsOf: (id) => of("view", id),
    printsOf: (id) => of("print", id),
    reportsOn: (id) => of("report", id),
    permissionsOn: (id) => permissions.get(id) ?? NONE,
    linksTo: (id) => links.get(id) ?? NONE,
    whoUses: (id, field) => usages(id, field),
  };
}

const NONE: readonly never[] = Object.freeze([]);
