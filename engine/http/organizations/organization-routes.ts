import { sql } from "../../database/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import type { OrganizationAnswer } from "../api-types.ts";
import { membershipAnswer } from "../auth/me.ts";
import { parseName } from "../auth/registration.ts";
import { created, items, json, noContent } from "../exchange/answer.ts";
import { pathParam, type SignedInCall } from "../routing/call.ts";
import { chooseMembership, type Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { createOrganization } from "./create-organization.ts";
import { inviteMember, listMembers, removeMember, updateMember } from "./members.ts";
import type { OrganizationPorts } from "./organization-ports.ts";

const PATH = "/api/organizations";
const ONE = `${PATH}/:organization`;

export function organizationRoutes(gate: Gate, ports: OrganizationPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: PATH,
      access: gate.signedIn,
      summary: { fr: "Mes organisations", en: "My organizations" },
      handle: async (call) => items(call.identity.memberships.map(membershipAnswer)),
    }),
    route({
      method: "POST",
      path: PATH,
      access: gate.signedIn,
      limit: "invite",
      summary: { fr: "Créer une organisation", en: "Create an organization" },
      async handle(call) {
        const { id, slug } = await createOrganization(ports, call.identity.id, await call.body());
        const identity = mustExist(await ports.identities.get(call.identity.id), "the creator");
        return created(await organizationAnswer(ports, { ...call, identity }, id), `${PATH}/${slug}`);
      },
    }),
    route({
      method: "GET",
      path: ONE,
      access: gate.signedIn,
      summary: { fr: "Une organisation", en: "One organization" },
      handle: async (call) => json(await organizationAnswer(ports, call, pathParam(call, "organization"))),
    }),
    route({
      method: "PATCH",
      path: ONE,
      access: gate.administrator,
      summary: { fr: "Modifier l'organisation", en: "Change the organization" },
      async handle(call) {
        const { id } = chooseMembership(call.identity, pathParam(call, "organization")).organization;
        return json(await updateOrganization(ports, call, id));
      },
    }),
    ...memberRoutes(gate, ports),
  ];
}

function memberRoutes(gate: Gate, ports: OrganizationPorts): readonly Route[] {
  const organizationOf = (call: SignedInCall) =>
    chooseMembership(call.identity, pathParam(call, "organization")).organization;
  return [
    route({
      method: "GET",
      path: `${ONE}/members`,
      access: gate.administrator,
      summary: { fr: "Membres", en: "Members" },
      handle: async (call) => items(await listMembers(ports, organizationOf(call).id)),
    }),
    route({
      method: "POST",
      path: `${ONE}/members`,
      access: gate.administrator,
      limit: "invite",
      summary: { fr: "Inviter un membre", en: "Invite a member" },
      async handle(call) {
        const member = await inviteMember(ports, organizationOf(call), call);
        return created(member, `${call.path}/${encodeURIComponent(member.user)}`);
      },
    }),
    route({
      method: "PATCH",
      path: `${ONE}/members/:user`,
      access: gate.administrator,
      summary: { fr: "Modifier un membre", en: "Change a member" },
      handle: async (call) =>
        json(await updateMember(ports, organizationOf(call).id, pathParam(call, "user"), await call.body())),
    }),
    route({
      method: "DELETE",
      path: `${ONE}/members/:user`,
      access: gate.administrator,
      summary: { fr: "Retirer un membre", en: "Remove a member" },
      async handle(call) {
        await removeMember(ports, organizationOf(call).id, pathParam(call, "user"));
        return noContent();
      },
    }),
  ];
}

/** Raises ORGANIZATION_NOT_MEMBER. */
async function organizationAnswer(
  ports: OrganizationPorts,
  call: SignedInCall,
  wanted: string,
): Promise<OrganizationAnswer> {
  const membership = chooseMembership(call.identity, wanted);
  const [row] = await ports.db.read(null, (connection) =>
    connection.query<{ created_at: string; status: string }>(
      sql`select created_at, status from platform.organizations where id = ${membership.organization.id}`,
    ),
  );
  return { ...membershipAnswer(membership), created_at: row?.created_at ?? "", is_active: row?.status === "active" };
}

async function updateOrganization(
  ports: OrganizationPorts,
  call: SignedInCall,
  id: string,
): Promise<OrganizationAnswer> {
  const body = await call.body();
  const unknown = Object.keys(body).find((name) => name !== "name" && name !== "is_active");
  if (unknown !== undefined) return fail("HTTP_PARAMETER_UNKNOWN", { name: unknown, known: "name, is_active" });
  const name = body["name"] === undefined ? null : parseName(body["name"]);
  const status = body["is_active"] === false ? "inactive" : null;
  await ports.db.transaction(null, async (tx) => {
    await tx.query(sql`
      update platform.organizations set name = coalesce(${name}, name), status = coalesce(${status}, status) where id = ${id}`);
    // Every member sees another name, or loses the way in.
    await ports.identities.changed(tx, "*");
  });
  const answer = await organizationAnswer(ports, call, id);
  return { ...answer, name: name ?? answer.name };
}
