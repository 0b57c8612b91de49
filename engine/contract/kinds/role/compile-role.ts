import type { MetadataAnalysis } from "../../analyze-metadata.ts";
import { expressionAt } from "../../compile/compile-expression-at.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import type { Role } from "../../types/index.ts";
import type { ResolvedRole } from "./resolved-role.ts";
import { permittedDoctypes } from "./role-slots.ts";

export function compileRole({ artefact, file }: Filed<Role>, analysis: MetadataAnalysis): ResolvedRole {
  const permissions = Object.entries(artefact.permissions).flatMap(([target, permission]) =>
    permittedDoctypes(target, analysis.model).map((doctype) => ({
      doctype,
      permission: {
        role: artefact.id,
        actions: permission.actions,
        where: expressionAt(analysis, file, ["permissions", target, "where"], doctype),
        readLevel: permission.read_level ?? 0,
        writeLevel: permission.write_level ?? 0,
      },
    })),
  );
  return { ...artefact, compiled: { permissions } };
}
