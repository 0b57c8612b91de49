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

/** Pages of the screens themselves and importers, where no menu leads to them. */
function pagesOf(meta: MetaAnswer, places: ReadonlyMap<string, unknown>): readonly Command[] {
  const to = addressesOf(meta.organization.slug);
  const members = { label: { fr: "Membres et rôles", en: "Members and roles" }, icon: "users", to: to.page("members") };
  const pages = [
    { label: { fr: "Mon profil", en: "My profile" }, icon: "user", to: to.page("profile") },
    ...(meta.organization.is_administrator ? [members] : []),
    ...Object.values(meta.importers).map(({ id, label }) => ({ label, icon: "file-import", to: to.importer(id) })),
  ];
  return pages.filter((page) => !places.has(page.to)).map((page) => ({ kind: "place", ...page }));
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
