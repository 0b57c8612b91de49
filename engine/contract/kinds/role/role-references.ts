import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact } from "../../references/reference.ts";
import type { Role } from "../../types/index.ts";

export function roleReferences({ file, artefact }: Filed<Role>): Reference[] {
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
