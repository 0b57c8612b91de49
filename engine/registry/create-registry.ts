import {
  type ArtefactKind,
  type ArtefactTypes,
  type MetadataAnalysis,
  type Named,
  type ResolvedDoctype,
  resolveDoctypes,
} from "../contract/index.ts";
import { fail, LANGUAGES, type Language } from "../kernel/index.ts";
import {
  compileConversion,
  compilePermissions,
  compilePosting,
  compilePrint,
  compileWorkflow,
} from "./compile/compile-artefacts.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { frozenMap } from "./frozen-map.ts";
import { generateForm } from "./generate/generate-form.ts";
import { generateList } from "./generate/generate-list.ts";
import { findUsages } from "./indexes/find-usages.ts";
import { groupBy } from "./indexes/group-by.ts";
import { incomingLinks } from "./indexes/incoming-links.ts";
import type { Registry } from "./types.ts";

/** Puts the parts of a registry together from metadata without errors. */
export function createRegistry(analysis: MetadataAnalysis, hash: string): Registry {
  const doctypes = resolveDoctypes(analysis);
  const artefacts = compileArtefacts(analysis, doctypes);
  return deepFreeze({
    hash,
    ...artefacts,
    translations: mergeTranslations(analysis),
    ...accessors(artefacts),
    ...indexes(analysis, artefacts),
    scopeOf: (id: string) => artefacts.doctypes.get(id)?.scope ?? unknown("REGISTRY_UNKNOWN_DOCTYPE", id),
    ledgerScope: analysis.scopes.ledger,
    reportScope: analysis.scopes.reportSource,
  });
}

type Artefacts = Pick<
  Registry,
  | "modules"
  | "doctypes"
  | "forms"
  | "views"
  | "ledgers"
  | "postings"
  | "conversions"
  | "workflows"
  | "reports"
  | "prints"
  | "roles"
  | "functions"
>;

function compileArtefacts(analysis: MetadataAnalysis, doctypes: Map<string, ResolvedDoctype>): Artefacts {
  const { model } = analysis;
  const plain = <K extends Exclude<ArtefactKind, "translations" | "scenario">>(kind: K) =>
    frozenMap(model.all(kind).map(({ artefact }): [string, ArtefactTypes[K]] => [artefact.id, artefact]));
  const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
    frozenMap(items.map((item): [string, T] => [item.id, deepFreeze(item)]));
  return {
    modules: plain("module"),
    doctypes: byId([...doctypes.values()]),
    forms: plain("form"),
    views: plain("view"),
    ledgers: plain("ledger"),
    postings: byId(model.all("posting").map((filed) => compilePosting(filed, analysis))),
    conversions: byId(model.all("conversion").map((filed) => compileConversion(filed, analysis))),
    workflows: byId(model.all("workflow").map((filed) => compileWorkflow(filed, analysis))),
    reports: plain("report"),
    prints: byId(model.all("print").map((filed) => compilePrint(filed, analysis))),
    roles: plain("role"),
    functions: plain("function"),
  };
}

function accessors({
  doctypes,
  ledgers,
  reports,
}: Artefacts): Pick<Registry, "doctype" | "ledger" | "report" | "field"> {
  const fields = new Map([...doctypes.values()].map((doctype) => [doctype.id, fieldsById(doctype)]));
  return {
    doctype: (id) => doctypes.get(id) ?? unknown("REGISTRY_UNKNOWN_DOCTYPE", id),
    ledger: (id) => ledgers.get(id) ?? unknown("REGISTRY_UNKNOWN_LEDGER", id),
    report: (id) => reports.get(id) ?? unknown("REGISTRY_UNKNOWN_REPORT", id),
    field: (doctype, field) => fields.get(doctype)?.get(field),
  };
}

const fieldsById = (doctype: ResolvedDoctype) => new Map(doctype.fieldList.map((field) => [field.id, field]));

type UnknownCode = "REGISTRY_UNKNOWN_DOCTYPE" | "REGISTRY_UNKNOWN_LEDGER" | "REGISTRY_UNKNOWN_REPORT";
const unknown = (code: UnknownCode, id: string): never => fail(code, { id });

type Indexes = Pick<
  Registry,
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

function indexes(analysis: MetadataAnalysis, artefacts: Artefacts): Indexes {
  const { doctypes } = artefacts;
  const postings = groupBy(artefacts.postings.values(), (posting) => posting.document);
  const conversions = groupBy(artefacts.conversions.values(), (conversion) => conversion.from);
  const workflows = groupBy(artefacts.workflows.values(), (workflow) => workflow.doctype);
  const forms = groupBy(artefacts.forms.values(), (form) => form.doctype);
  const views = groupBy(artefacts.views.values(), (view) => view.doctype);
  const prints = groupBy(artefacts.prints.values(), (print) => print.doctype);
  const reports = groupBy(artefacts.reports.values(), ({ source }) => ("doctype" in source ? source.doctype : ""));
  const permissions = groupBy(
    analysis.model.all("role").flatMap((filed) => compilePermissions(filed, analysis)),
    ({ doctype }) => doctype,
  );
  const permissionLists = new Map([...permissions].map(([id, list]) => [id, list.map(({ permission }) => permission)]));
  const generated = generatedScreens(doctypes);
  const links = incomingLinks(doctypes);
  const usages = findUsages(analysis);
  return {
    postingsOf: (id) => postings.get(id) ?? NONE,
    conversionsFrom: (id) => conversions.get(id) ?? NONE,
    workflowOf: (id) => workflows.get(id)?.[0],
    formOf: (id) => forms.get(id)?.[0] ?? generated.form(id),
    viewsOf: (id) => defaultFirst(views.get(id) ?? [generated.list(id)]),
    printsOf: (id) => prints.get(id) ?? NONE,
    reportsOn: (id) => reports.get(id) ?? NONE,
    permissionsOn: (id) => permissionLists.get(id) ?? NONE,
    linksTo: (id) => links.get(id) ?? NONE,
    whoUses: (doctype, field) => usages(doctype, field),
  };
}

const NONE: readonly never[] = Object.freeze([]);

function defaultFirst<T extends { readonly is_default?: boolean }>(views: readonly T[]): readonly T[] {
  return [...views].sort((a, b) => Number(b.is_default ?? false) - Number(a.is_default ?? false));
}

function generatedScreens(doctypes: Registry["doctypes"]) {
  const get = (id: string) => doctypes.get(id) ?? unknown("REGISTRY_UNKNOWN_DOCTYPE", id);
  return {
    form: (id: string) => deepFreeze(generateForm(get(id))),
    list: (id: string) => deepFreeze(generateList(get(id))),
  };
}

function mergeTranslations({ model }: MetadataAnalysis): Readonly<Record<Language, Named<string>>> {
  const texts = (language: Language) =>
    Object.assign(
      {},
      ...model.all("translations").flatMap(({ artefact }) => (artefact.language === language ? [artefact.texts] : [])),
    );
  return Object.fromEntries(LANGUAGES.map((language) => [language, texts(language)])) as Record<
    Language,
    Named<string>
  >;
}
