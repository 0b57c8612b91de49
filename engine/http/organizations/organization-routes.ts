import { chooseMembership, type Identity, type NewOrganization, type People } from "../../identity/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import type { OrganizationAnswer } from "../api-types.ts";
import { membershipAnswer } from "../auth/me.ts";
import { created, items, json, noContent } from "../exchange/answer.ts";
import { assertMembers, oneOf, textOf, texts } from "../exchange/body-members.ts";
import { pathParam, type SignedInCall } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";

const PATH = "/api/organizations";
const ONE = `${PATH}/:organization`;

export function organizationRoutes(gate: Gate, people: People): readonly Route[] {
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
        const { id, slug } = await people.organizations.create(call.identity.id, await newOrganization(call));
        const identity = mustExist(await people.get(call.identity.id), "the creator");
        return created(await organizationAnswer(people, identity, id), `${PATH}/${slug}`);
      },
    }),
    route({
      method: "GET",
      path: ONE,
      access: gate.signedIn,
      summary: { fr: "Une organisation", en: "One organization" },
      handle: async (call) => json(await organizationAnswer(people, call.identity, pathParam(call, "organization"))),
    }),
    route({
      method: "PATCH",
      path: ONE,
      access: gate.administrator,
      summary: { fr: "Modifier l'organisation", en: "Change the organization" },
      async handle(call) {
        const membership = chooseMembership(call.identity, pathParam(call, "organization"));
        const changes = await organizationChanges(call);
        const state = await people.organizations.update(membership.organization.id, changes);
        return json({ ...membershipAnswer(membership), ...state } satisfies OrganizationAnswer);
      },
    }),
    ...memberRoutes(gate, people),
  ];
}

function memberRoutes(gate: Gate, people: People): readonly Route[] {
  const organizationOf = (call: SignedInCall) =>
    chooseMembership(call.identity, pathParam(call, "organization")).organization;
  return [
    route({
      method: "GET",
      path: `${ONE}/members`,
      access: gate.administrator,
      summary: { fr: "Membres", en: "Members" },
      handle: async (call) => items(await people.members.list(organizationOf(call).id)),
    }),
    route({
      method: "POST",
      path: `${ONE}/members`,
      access: gate.administrator,
      limit: "invite",
      summary: { fr: "Inviter un membre", en: "Invite a member" },
      async handle(call) {
        const { email, roles } = await call.body();
        const wanted = { email: textOf(email), roles: rolesOf(roles) ?? [] };
        const member = await people.members.invite(organizationOf(call), call.identity, wanted);
        return created(member, `${call.path}/${encodeURIComponent(member.user)}`);
      },
    }),
    route({
      method: "PATCH",
      path: `${ONE}/members/:user`,
      access: gate.administrator,
      summary: { fr: "Modifier un membre", en: "Change a member" },
      async handle(call) {
        const body = await call.body();
        const changes = { roles: rolesOf(body["roles"]), status: oneOf(body, "status", ["active", "deactivated"]) };
        return json(await people.members.update(organizationOf(call).id, pathParam(call, "user"), changes));
      },
    }),
    route({
      method: "DELETE",
      path: `${ONE}/members/:user`,
      access: gate.administrator,
      summary: { fr: "Retirer un membre", en: "Remove a member" },
      async handle(call) {
        await people.members.remove(organizationOf(call).id, pathParam(call, "user"));
        return noContent();
      },
    }),
  ];
}

/** Raises ORGANIZATION_NOT_MEMBER. */
async function organizationAnswer(people: People, identity: Identity, wanted: string): Promise<OrganizationAnswer> {
  const membership = chooseMembership(identity, wanted);
  return { ...membershipAnswer(membership), ...(await people.organizations.load(membership.organization.id)) };
}

async function newOrganization(call: SignedInCall): Promise<NewOrganization> {
  const body = await call.body();
  const members = ["name", "slug", "country", "chart", "currency", "fiscal_year_start"] as const;
  assertMembers(body, [...members, "language"]);
  return { name: "", ...texts(body, members), language: oneOf(body, "language", ["fr", "en"]) };
}

async function organizationChanges(call: SignedInCall) {
  const body = await call.body();
  assertMembers(body, ["name", "is_active"]);
  return { ...texts(body, ["name"]), ...(body["is_active"] === false && { is_active: false }) };
}

/** Raises HTTP_VALUE_MISSING when it is no list; which roles there are is decided elsewhere. */
function rolesOf(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return fail("HTTP_VALUE_MISSING", { name: "roles" }, { pointer: "/roles" });
  return value.map(String);
}
