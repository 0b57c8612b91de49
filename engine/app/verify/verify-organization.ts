import { type Database, type OrganizationRef, previewPlan } from "../../database/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import { METADATA_FOLDER } from "../installation/project.ts";
import { invariantsOf } from "./invariants.ts";
import { unpostedDocuments } from "./unposted-documents.ts";

export interface Verified {
  readonly title: LocalizedText;
  /** What breaks the rule; empty when it holds. */
  readonly rows: readonly unknown[];
}

/** Checks every rule over an organization's data, and that its tables are those the metadata want. */
export async function verifyOrganization(
  db: Database,
  organization: OrganizationRef,
  registry: Registry,
  folders: readonly string[] = [METADATA_FOLDER],
): Promise<readonly Verified[]> {
  const verified: Verified[] = [];
  for (const { title, broken } of invariantsOf(registry)) {
    verified.push({ title, rows: await db.read(organization, (connection) => connection.query(broken)) });
  }
  verified.push({
    title: {
      fr: "Tout document validé est dans les livres que ses règles nomment",
      en: "Every submitted document is in the ledgers its rules name",
    },
    rows: await unpostedDocuments(db, organization, registry, folders),
  });
  const { steps } = await previewPlan(db, organization, registry);
  verified.push({
    title: { fr: "Les tables sont celles des métadonnées", en: "The tables are those of the metadata" },
    rows: steps.map(({ kind, table, subject }) => ({ kind, table, subject })),
  });
  return verified;
}
