import { chooseMembership, type Identity, organizationWanted, type People } from "../../identity/index.ts";
import { mustExist } from "../../kernel/index.ts";
import { membershipAnswer } from "../auth/auth-schemas.ts";
import { toMembership } from "../auth/me.ts";
import { created, items, json, noContent } from "../exchange/answer.ts";
import type { HttpPorts } from "../ports.ts";
import { pathParam, type SignedInCall } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { nothing, type Route, route } from "../routing/route.ts";
import { itemsOf } from "../schemas/schema.ts";
import {
  addMemberBody,
  createOrganizationBody,
  memberAnswer,
  type OrganizationAnswer,
  organizationAnswer,
  questionAnswer,
  updateMemberBody,
  updateOrganizationBody,
} from "./organization-schemas.ts";

const PATH = "/api/organizations";
const ONE = `${PATH}/:organization`;

export function organizationRoutes(
  gate: Gate,
  { people, questions }: Pick<HttpPorts, "people" | "questions">,
): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/questions",
      access: gate.signedIn,
      summary: {
        fr: "Ce qui est demandé à la création d'une organisation",
        en: "What is asked when an organization is made",
      },
      answers: { 200: itemsOf(questionAnswer) },
      handle: async () => items(await questions()),
    }),
    route({
      method: "GET",
      path: PATH,
      access: gate.signedIn,
      summary: { fr: "Mes organisations", en: "My organizations" },
      answers: { 200: itemsOf(membershipAnswer) },
      handle: async (call) => items(call.identity.memberships.map(toMembership)),
    }),
    route({
      method: "POST",
      path: PATH,
      access: gate.signedIn,
      limit: "invite",
      summary: { fr: "Créer une organisation", en: "Create an organization" },
      body: createOrganizationBody,
      answers: { 201: organizationAnswer },
      async handle(call, wanted) {
        const { id, slug } = await people.organizations.create(call.identity.id, organizationWanted(wanted));
        const identity = mustExist(await people.get(call.identity.id), "the creator");
        return created(await toOrganization(people, identity, id), `${PATH}/${slug}`);
      },
    }),
    route({
      method: "GET",
      path: ONE,
      access: gate.signedIn,
      summary: { fr: "Une organisation", en: "One organization" },
      answers: { 200: organizationAnswer },
      handle: async (call) => json(await toOrganization(people, call.identity, pathParam(call, "organization"))),
    }),
    route({
      method: "PATCH",
      path: ONE,
      access: gate.administrator,
      summary: { fr: "Modifier l'organisation", en: "Change the organization" },
      body: updateOrganizationBody,
      answers: { 200: organizationAnswer },
      async handle(call, changes) {
        const membership = chooseMembership(call.identity, pathParam(call, "organization"));
        const state = await people.organizations.update(membership.organization.id, changes);
        return json({ ...toMembership(membership), ...state });
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
      answers: { 200: itemsOf(memberAnswer) },
      handle: async (call) => items(await people.members.list(organizationOf(call).id)),
    }),
    route({
      method: "POST",
      path: `${ONE}/members`,
      access: gate.administrator,
      limit: "invite",
      summary: { fr: "Inviter un membre", en: "Invite a member" },
      body: addMemberBody,
      answers: { 201: memberAnswer },
      async handle(call, wanted) {
        const member = await people.members.invite(organizationOf(call), call.identity, wanted);
        return created(member, `${call.path}/${encodeURIComponent(member.user)}`);
      },
    }),
    route({
      method: "PATCH",
      path: `${ONE}/members/:user`,
      access: gate.administrator,
      summary: { fr: "Modifier un membre", en: "Change a member" },
      body: updateMemberBody,
      answers: { 200: memberAnswer },
      handle: async (call, changes) =>
        json(await people.members.update(organizationOf(call).id, pathParam(call, "user"), changes)),
    }),
    route({
      method: "DELETE",
      path: `${ONE}/members/:user`,
      access: gate.administrator,
      summary: { fr: "Retirer un membre", en: "Remove a member" },
      answers: { 204: nothing },
      async handle(call) {
        await people.members.remove(organizationOf(call).id, pathParam(call, "user"));
        return noContent();
      },
    }),
  ];
}

/** Raises ORGANIZATION_NOT_MEMBER. */
async function toOrganization(people: People, identity: Identity, wanted: string): Promise<OrganizationAnswer> {
  const membership = chooseMembership(identity, wanted);
  return { ...toMembership(membership), ...(await people.organizations.load(membership.organization.id)) };
}
