import type { FiledArtefact, MetadataModel } from "../metadata/metadata-model.ts";
import { type Reference, toArtefact, toField, toFields } from "./reference.ts";

export function formReferences({ file, artefact }: FiledArtefact<"form">, model: MetadataModel): Reference[] {
  const { doctype } = artefact;
  const fields = model.get("doctype", doctype)?.fields ?? {};
  return [
    ...toArtefact(file, ["doctype"], "doctype", doctype),
    ...Object.entries(artefact.tabs).flatMap(([tab, { sections }]) =>
      Object.entries(sections).flatMap(([section, { fields: names }]) =>
        toFields(file, ["tabs", tab, "sections", section, "fields"], doctype, names),
      ),
    ),
    ...Object.entries(artefact.tables ?? {}).flatMap(([table, { columns }]) => {
      const field = fields[table];
      return [
        ...toField(file, ["tables", table], doctype, table),
        ...(field?.type === "table" ? toFields(file, ["tables", table, "columns"], field.of, columns) : []),
      ];
    }),
  ];
}

export function viewReferences({ file, artefact }: FiledArtefact<"view">): Reference[] {
  const { doctype } = artefact;
  return [
    ...toArtefact(file, ["doctype"], "doctype", doctype),
    ...toFields(file, ["columns"], doctype, artefact.columns),
    ...toFields(file, ["sort"], doctype, artefact.sort),
    ...toFields(file, ["totals"], doctype, artefact.totals),
  ];
}

export function printReferences({ file, artefact }: FiledArtefact<"print">): Reference[] {
  return [
    ...toArtefact(file, ["doctype"], "doctype", artefact.doctype),
    ...toFields(file, ["expand"], artefact.doctype, artefact.expand, "tables"),
  ];
}

export function workflowReferences({ file, artefact }: FiledArtefact<"workflow">): Reference[] {
  return [
    ...toArtefact(file, ["doctype"], "doctype", artefact.doctype),
    ...toField(file, ["field"], artefact.doctype, artefact.field),
    ...Object.entries(artefact.transitions).flatMap(([id, { roles }]) =>
      (roles ?? []).flatMap((role, index) => toArtefact(file, ["transitions", id, "roles", index], "role", role)),
    ),
  ];
}

export function roleReferences({ file, artefact }: FiledArtefact<"role">): Reference[] {
  const permissions = Object.keys(artefact.permissions).flatMap((target): Reference[] => {
    if (target === "*") return [];
    const path = ["permissions", target];
    const [prefix, module] = target.split(":");
    return prefix === "module" ? toArtefact(file, path, "module", module) : toArtefact(file, path, "doctype", target);
  });
  const reports = (artefact.reports ?? []).flatMap((report, index) =>
    report === "*" ? [] : toArtefact(file, ["reports", index], "report", report),
  );
  return [...permissions, ...reports];
}

export function moduleReferences({ file, artefact }: FiledArtefact<"module">): Reference[] {
  const items = Object.entries(artefact.menu).flatMap(([group, { items: list }]) =>
    list.flatMap((item, index): Reference[] => {
      const path = ["menu", group, "items", index];
      if ("report" in item) return toArtefact(file, [...path, "report"], "report", item.report);
      if ("importer" in item) return toArtefact(file, [...path, "importer"], "function", item.importer);
      if (!("doctype" in item)) return [];
      const doctype = toArtefact(file, [...path, "doctype"], "doctype", item.doctype);
      return [...doctype, ...toArtefact(file, [...path, "view"], "view", item.view)];
    }),
  );
  const modules = (artefact.depends_on ?? []).flatMap((module, index) =>
    toArtefact(file, ["depends_on", index], "module", module),
  );
  return [...modules, ...items];
}
