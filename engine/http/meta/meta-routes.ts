import type { Registry } from "../../registry/index.ts";
import type { MetaAnswer, MetaOrganization } from "../api-types.ts";
import { toUser } from "../auth/me.ts";
import { jsonText } from "../exchange/answer.ts";
import type { MemberCall } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { nothing, type Route, route } from "../routing/route.ts";
import { buildRoleMeta, metaVersion } from "./build-meta.ts";
import { metaAnswer } from "./meta-schemas.ts";

type MetaHead = Pick<MetaAnswer, "version" | "revision" | "user" | "organization">;

/** Built once per registry and set of roles; registries that are replaced take their entries with them. */
const cache = new WeakMap<Registry, Map<string, string>>();

export function metaRoutes(gate: Gate): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/meta",
      access: gate.member,
      summary: { fr: "Ce dont les écrans sont faits", en: "What the screens are made of" },
      answers: { 200: metaAnswer, 304: nothing },
      async handle(call) {
        const organization = await organizationMeta(call);
        const user = toUser(call.identity);
        const version = metaVersion(call.ctx.registry, JSON.stringify([rolesKey(call), user, organization]));
        const tag = `"${version}"`;
        if (call.headers["if-none-match"] === tag) return { status: 304, headers: { etag: tag } };
        const head = { version, revision: call.ctx.registry.hash, user, organization } satisfies MetaHead;
        return jsonText(`${JSON.stringify(head).slice(0, -1)},${roleMetaText(call).slice(1)}`, {
          etag: tag,
          "cache-control": "private, no-cache",
        });
      },
    }),
  ];
}

function rolesKey({ membership }: MemberCall): string {
  return [...membership.roles].sort().join(" ");
}

function roleMetaText(call: MemberCall): string {
  const { registry, access } = call.ctx;
  const texts = cache.get(registry) ?? new Map<string, string>();
  cache.set(registry, texts);
  const key = rolesKey(call);
  let text = texts.get(key);
  if (text === undefined) {
    text = JSON.stringify(buildRoleMeta(registry, access, call.membership.roles));
    texts.set(key, text);
  }
  return text;
}

/** The settings as the person may read them: what all members know, and what only some do. */
function readableValues({ registry, access }: MemberCall["ctx"], values: object): MetaOrganization["values"] {
  if (!access.can("organization", "read")) return {};
  const level = access.leastReadLevel("organization");
  const fields = registry.doctype("organization").fields;
  return Object.fromEntries(Object.entries(values).filter(([id]) => (fields[id]?.level ?? 0) <= level));
}

async function organizationMeta({ ctx, membership, identity }: MemberCall): Promise<MetaOrganization> {
  const values = (await ctx.settings.load("organization")) ?? {};
  const { id, slug, name } = membership.organization;
  return {
    id,
    slug,
    name,
    currency: await ctx.settings.currency(),
    language: values["language"] === "en" || values["language"] === "fr" ? values["language"] : identity.language,
    time_zone: ctx.clock.timeZone,
    values: readableValues(ctx, values),
    is_administrator: membership.isAdministrator,
  };
}
