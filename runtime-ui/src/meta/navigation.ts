import type { MetaAnswer, MetaModule } from "../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../engine/kernel/index.ts";
import { type Addresses, addressesOf } from "./addresses.ts";

export interface NavigationItem {
  readonly key: string;
  readonly label: LocalizedText;
  readonly icon: string | undefined;
  readonly to: string;
  readonly kind: "doctype" | "report" | "importer" | "page";
  readonly doctype?: string;
}

export interface NavigationGroup {
  readonly key: string;
  readonly label: LocalizedText;
  readonly items: readonly NavigationItem[];
}

export interface NavigationModule {
  readonly id: string;
  readonly label: LocalizedText;
  readonly icon: string | undefined;
  readonly groups: readonly NavigationGroup[];
}

type MenuItem = MetaModule["menu"][string]["items"][number];

const byOrder = (a: { readonly order?: number }, b: { readonly order?: number }) => (a.order ?? 100) - (b.order ?? 100);

function itemOf(meta: MetaAnswer, to: Addresses, item: MenuItem): NavigationItem | undefined {
  if ("doctype" in item) {
    const doctype = meta.doctypes[item.doctype];
    if (!doctype) return undefined;
    const label = doctype.kind === "single" ? doctype.label : (doctype.plural ?? doctype.label);
    const query: Record<string, string> = item.view ? { view: item.view } : {};
    const address = doctype.kind === "single" ? to.single(doctype.id) : to.list(doctype.id, query);
    const key = `${item.doctype}:${item.view ?? ""}`;
    const named = item.view ? meta.views[doctype.id]?.find((view) => view.id === item.view)?.label : undefined;
    return { key, label: named ?? label, icon: doctype.icon, to: address, kind: "doctype", doctype: doctype.id };
  }
  if ("report" in item) {
    const report = meta.reports[item.report];
    return (
      report && { key: item.report, label: report.label, icon: "chart-bar", to: to.report(report.id), kind: "report" }
    );
  }
  if ("importer" in item) {
    const importer = meta.importers[item.importer];
    return (
      importer && {
        key: importer.id,
        label: importer.label,
        icon: "file-import",
        to: to.importer(importer.id),
        kind: "importer",
      }
    );
  }
  return { key: item.page, label: item.label, icon: item.icon ?? "settings", to: to.page(item.page), kind: "page" };
}

/** Modules with what the person may open in them, in menu order; modules left without any entry are dropped. */
export function navigationOf(meta: MetaAnswer): readonly NavigationModule[] {
  const to = addressesOf(meta.organization.slug);
  return Object.values(meta.modules)
    .toSorted(byOrder)
    .map((module) => ({
      id: module.id,
      label: module.label,
      icon: module.icon,
      groups: Object.entries(module.menu)
        .toSorted(([, a], [, b]) => byOrder(a, b))
        .map(([key, group]) => ({
          key,
          label: group.label,
          items: group.items.flatMap((item) => itemOf(meta, to, item) ?? []),
        }))
        .filter((group) => group.items.length > 0),
    }))
    .filter((module) => module.groups.length > 0);
}
