import type { MenuItem, Module, Named } from "../../types/index.ts";
import type { Sight } from "../../visible/sight.ts";

export interface ShownModules {
  readonly modules: Named<Module>;
}

/** Menu entries that lead to something visible; modules without any are left out. */
export function visibleModules(sight: Sight): ShownModules {
  const entries = [...sight.artefacts.modules.values()].map((module): [string, Module] => {
    const groups = Object.entries(module.menu ?? {})
      .map(
        ([id, group]) => [id, { ...group, items: group.items.filter((item) => leadsSomewhere(item, sight)) }] as const,
      )
      .filter(([, group]) => group.items.length > 0);
    return [module.id, { ...module, menu: Object.fromEntries(groups) }];
  });
  return { modules: Object.fromEntries(entries.filter(([, module]) => Object.keys(module.menu).length > 0)) };
}

function leadsSomewhere(item: MenuItem, { shown }: Sight): boolean {
  if ("doctype" in item) return Object.hasOwn(shown("doctype").doctypes, item.doctype);
  if ("report" in item) return Object.hasOwn(shown("report").reports, item.report);
  return "importer" in item ? Object.hasOwn(shown("function").importers, item.importer) : true;
}
