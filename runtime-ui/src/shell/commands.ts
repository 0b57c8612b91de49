import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../engine/kernel/index.ts";
import { addressesOf } from "../meta/addresses.ts";
import { can } from "../meta/meta-context.tsx";
import { navigationOf } from "../meta/navigation.ts";

export interface Command {
  readonly kind: "place" | "create";
  readonly label: LocalizedText;
  readonly icon: string | undefined;
  readonly to: string;
}

/** Pages of the screens themselves, where no menu leads to them. */
function pagesOf(meta: MetaAnswer, places: ReadonlyMap<string, unknown>): readonly Command[] {
  const to = addressesOf(meta.organization.slug);
  const pages = [{ page: "profile", label: { fr: "Mon profil", en: "My profile" }, icon: "user" }];
  if (meta.organization.is_administrator) {
    pages.push({ page: "members", label: { fr: "Membres et rôles", en: "Members and roles" }, icon: "users" });
    pages.push({ page: "imports/fec", label: { fr: "Importer un FEC", en: "Import a FEC file" }, icon: "file-import" });
  }
  return pages
    .filter(({ page }) => !places.has(to.page(page)))
    .map(({ page, label, icon }) => ({ kind: "place", label, icon, to: to.page(page) }));
}

/** What the palette offers without asking the server: every menu entry, and "new …" for what may be created. */
export function commandsOf(meta: MetaAnswer): readonly Command[] {
  const to = addressesOf(meta.organization.slug);
  const items = navigationOf(meta).flatMap((module) => module.groups.flatMap((group) => group.items));
  const places = new Map(items.map((item) => [item.to, item]));
  const creatable = new Set(items.flatMap((item) => item.doctype ?? []));
  const creates = [...creatable]
    .map((id) => meta.doctypes[id]!)
    .filter((doctype) => doctype.kind === "document" && can(doctype, "create"))
    .map((doctype) => ({
      kind: "create" as const,
      label: doctype.label,
      icon: doctype.icon,
      to: to.create(doctype.id),
    }));
  const gotos = [...places.values()].map(({ label, icon, to }) => ({ kind: "place" as const, label, icon, to }));
  return [...gotos, ...pagesOf(meta, places), ...creates];
}
