import { createHash } from "node:crypto";
import {
  ACTIONS,
  type Action,
  type Doctype,
  type Field,
  type Form,
  type Module,
  type Named,
  type View,
} from "../../contract/index.ts";
import type { AccessPolicy } from "../../documents/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type {
  MetaAnswer,
  MetaDoctype,
  MetaImporter,
  MetaLedger,
  MetaReport,
  MetaRights,
  MetaRole,
} from "../api-types.ts";

/** The part of `MetaAnswer` that depends only on the metadata and on a set of roles. */
export type RoleMeta = Omit<MetaAnswer, "version" | "user" | "organization">;

const NOTHING: MetaRights = { actions: [], read_level: 0, write_level: 0 };

/** What these rights let somebody see of the metadata; what they may not read is absent. */
export function buildRoleMeta(registry: Registry, access: AccessPolicy, roles: readonly string[]): RoleMeta {
  const readable = readableDoctypes(registry, access);
  const ids = [...readable.keys()];
  const reports = new Map(
    [...registry.reports.values()]
      .filter((report) => access.canRunReport(report.id))
      .map((report): [string, MetaReport] => [report.id, { ...report, module: moduleOfReport(registry, report.id) }]),
  );
  const importers = visibleImporters(registry, access);
  return {
    roles: [...registry.roles.values()].map(({ id, label }): MetaRole => ({ id, label, mine: roles.includes(id) })),
    modules: visibleModules(registry, { doctype: readable, report: reports, importer: importers }),
    doctypes: Object.fromEntries(readable),
    forms: byDoctype(ids, (id) =>
      registry.doctype(id).kind === "child"
        ? undefined
        : visibleForm(registry.formOf(id), hiddenFields(registry, readable, id)),
    ),
    views: byDoctype(ids, (id) =>
      registry.doctype(id).kind === "document"
        ? registry.viewsOf(id).map((view) => visibleView(view, hiddenFields(registry, readable, id)))
        : undefined,
    ),
    reports: Object.fromEntries(reports),
    importers: Object.fromEntries(importers),
    prints: byDoctype(ids, (id) =>
      access.can(id, "print") ? nonEmpty(registry.printsOf(id).map(withoutCompiled)) : undefined,
    ),
    conversions: byDoctype(ids, (id) => nonEmpty(registry.conversionsFrom(id).map(withoutCompiled))),
    workflows: byDoctype(ids, (id) => {
      const workflow = registry.workflowOf(id);
      return workflow && withoutCompiled(workflow);
    }),
    ledgers: visibleLedgers(registry, access, ids),
    translations: registry.translations,
  };
}

/** Names one state of the metadata as one set of rights sees it. */
export function metaVersion(registry: Registry, accessKey: string): string {
  return createHash("sha256").update(`${registry.hash}\n${accessKey}`).digest("base64url").slice(0, 22);
}

/** Doctypes with the read right, and the child doctypes of their visible tables. */
function readableDoctypes(registry: Registry, access: AccessPolicy): Map<string, MetaDoctype> {
  const readable = new Map<string, MetaDoctype>();
  const childLevels = new Map<string, MetaRights>();
  for (const doctype of registry.doctypes.values()) {
    if (doctype.kind === "child" || !access.can(doctype.id, "read")) continue;
    const rights = rightsOn(access, doctype.id);
    readable.set(doctype.id, metaDoctype(doctype, rights));
    for (const child of childrenOf(doctype, rights.read_level))
      childLevels.set(child, widest(childLevels.get(child), rights));
  }
  for (const [id, rights] of childLevels) readable.set(id, metaDoctype(registry.doctype(id), rights));
  return readable;
}

function rightsOn(access: AccessPolicy, doctype: string): MetaRights {
  return {
    actions: ACTIONS.filter((action) => access.can(doctype, action)),
    read_level: access.readLevel(doctype),
    write_level: access.writeLevel(doctype),
  };
}

function widest(one: MetaRights = NOTHING, other: MetaRights): MetaRights {
  return {
    actions: ACTIONS.filter((action) => one.actions.includes(action) || other.actions.includes(action)),
    read_level: Math.max(one.read_level, other.read_level),
    write_level: Math.max(one.write_level, other.write_level),
  };
}

function childrenOf(doctype: ResolvedDoctype, readLevel: number): string[] {
  return doctype.fieldList.flatMap((field) =>
    field.type === "table" && (field.level ?? 0) <= readLevel ? [field.of] : [],
  );
}

function metaDoctype(doctype: ResolvedDoctype, rights: MetaRights): MetaDoctype {
  const fields = visibleFields(doctype.fields, rights.read_level);
  return { ...declaredPart(doctype), module: doctype.module, fields, rights, schema: visibleSchema(doctype, fields) };
}

/** The doctype as declared, without what was compiled from it. */
function declaredPart(doctype: ResolvedDoctype): Doctype {
  const { id, label, description, plural, kind, lifecycle, number, title, icon, fields, rules, search, tree } = doctype;
  return { id, label, description, plural, kind, lifecycle, number, title, icon, fields, rules, search, tree };
}

function visibleFields(fields: Named<Field>, readLevel: number): Named<Field> {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => (field.level ?? 0) <= readLevel));
}

function visibleSchema(doctype: ResolvedDoctype, fields: Named<Field>): MetaDoctype["schema"] {
  const schema = doctype.jsonSchema;
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, unknown>>;
  const hidden = Object.keys(doctype.fields).filter((id) => !Object.hasOwn(fields, id));
  if (hidden.length === 0) return schema;
  const required = (schema["required"] ?? []) as readonly string[];
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([id]) => !hidden.includes(id))),
    required: required.filter((id) => !hidden.includes(id)),
  };
}

/** Fields of a doctype above the person's level. */
function hiddenFields(registry: Registry, readable: ReadonlyMap<string, MetaDoctype>, id: string): ReadonlySet<string> {
  const shown = readable.get(id)?.fields ?? {};
  return new Set(Object.keys(registry.doctype(id).fields).filter((field) => !Object.hasOwn(shown, field)));
}

function visibleForm(form: Form, hidden: ReadonlySet<string>): Form {
  if (hidden.size === 0) return form;
  const tabs = mapValues(form.tabs, (tab) => ({
    ...tab,
    sections: mapValues(tab.sections, (section) => ({
      ...section,
      fields: section.fields.filter((field) => !hidden.has(field)),
    })),
  }));
  return { ...form, tabs };
}

/** Chips whose condition reads a hidden field would be refused; they are left out with its column. */
function visibleView(view: View, hidden: ReadonlySet<string>): View {
  if (hidden.size === 0) return view;
  const isShown = (path: string) => !hidden.has(path.replace(/^-/, "").split(".")[0]!);
  const mentions = (expression: string) => [...hidden].some((field) => new RegExp(`\\b${field}\\b`).test(expression));
  const { filters, totals, sort, labels } = view;
  return {
    ...view,
    columns: view.columns.filter(isShown),
    ...(labels && { labels: Object.fromEntries(Object.entries(labels).filter(([path]) => isShown(path))) }),
    ...(sort && { sort: sort.filter(isShown) }),
    ...(totals && { totals: totals.filter(isShown) }),
    ...(filters && {
      filters: Object.fromEntries(Object.entries(filters).filter(([, { filter }]) => !mentions(filter))),
    }),
  };
}

function mapValues<T, R>(map: Named<T>, work: (value: T) => R): Named<R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, work(value)]));
}

/** Importers whose effects the person has the rights for: whoever may not make what it makes gains nothing from it. */
function visibleImporters(registry: Registry, access: AccessPolicy): Map<string, MetaImporter> {
  const visible = new Map<string, MetaImporter>();
  for (const { id, label, description = null, importer, effects = [] } of registry.functions.values()) {
    if (!importer || !effects.every((effect) => mayDo(access, effect))) continue;
    visible.set(id, { id, label, description, ...importer });
  }
  return visible;
}

/** Ledgers that the doctypes post to, with the columns that somebody who reads such a document sees. */
function visibleLedgers(registry: Registry, access: AccessPolicy, doctypes: readonly string[]): Named<MetaLedger> {
  const levels = new Map<string, number>();
  for (const id of doctypes) {
    for (const { ledger } of registry.postingsOf(id)) {
      levels.set(ledger, Math.max(levels.get(ledger) ?? 0, access.readLevel(id)));
    }
  }
  const ledgers = [...levels].map(([id, level]): [string, MetaLedger] => {
    const { label, dimensions, measures } = registry.ledger(id);
    const columns = visibleFields({ ...dimensions, ...measures } as Named<Field>, level);
    return [id, { label, columns: mapValues(columns, (column) => column.label) }];
  });
  return Object.fromEntries(ledgers);
}

function mayDo(access: AccessPolicy, effect: string): boolean {
  const [verb, doctype = ""] = effect.split(":");
  return access.can(doctype, verb as Action);
}

type VisiblePlaces = Readonly<Record<"doctype" | "report" | "importer", { has(id: string): boolean }>>;

/** Menu entries that lead to something visible; modules without any are left out. */
function visibleModules(registry: Registry, places: VisiblePlaces): Named<Module> {
  const isVisible = (item: Module["menu"][string]["items"][number]) => {
    if ("doctype" in item) return places.doctype.has(item.doctype);
    if ("report" in item) return places.report.has(item.report);
    return "importer" in item ? places.importer.has(item.importer) : true;
  };
  const entries = [...registry.modules.values()].map((module): [string, Module] => {
    const groups = Object.entries(module.menu ?? {})
      .map(([id, group]) => [id, { ...group, items: group.items.filter(isVisible) }] as const)
      .filter(([, group]) => group.items.length > 0);
    return [module.id, { ...module, menu: Object.fromEntries(groups) }];
  });
  return Object.fromEntries(entries.filter(([, module]) => Object.keys(module.menu).length > 0));
}

function moduleOfReport(registry: Registry, report: string): string | null {
  for (const module of registry.modules.values()) {
    const items = Object.values(module.menu ?? {}).flatMap((group) => group.items);
    if (items.some((item) => "report" in item && item.report === report)) return module.id;
  }
  return null;
}

function byDoctype<T>(ids: readonly string[], pick: (id: string) => T | undefined): Named<T> {
  const entries = ids.map((id) => [id, pick(id)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== undefined));
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function withoutCompiled<T extends { readonly compiled: unknown }>({
  compiled: _compiled,
  ...declared
}: T): Omit<T, "compiled"> {
  return declared;
}
