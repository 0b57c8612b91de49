import type { Action } from "../../contract/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import {
  chooseAdministered,
  chooseMembership,
  type Identity,
  type Membership,
  type SignedInPerson,
} from "../../identity/index.ts";
import { fail, type Soon, whenKnown } from "../../kernel/index.ts";
import { type Call, type MemberCall, pathParam, type SignedInCall } from "./call.ts";
import type { AccessRule } from "./route.ts";

/** What the gate needs to know people and to open their organization. */
export interface GatePorts {
  identify(accessToken: string): Soon<SignedInPerson>;
  redeem(ticket: string, path: string): Promise<SignedInPerson & { readonly organization: string }>;
  contextFor(identity: Identity, membership: Membership, requestId: string): Soon<RequestContext>;
}

/** The access rules routes are declared with. Everything that is served, by whatever path, is admitted here. */
export interface Gate {
  readonly open: AccessRule<Call>;
  readonly signedIn: AccessRule<SignedInCall>;
  readonly member: AccessRule<MemberCall>;
  readonly administrator: AccessRule<SignedInCall>;
  readonly report: AccessRule<MemberCall>;
  action(action: Action): AccessRule<MemberCall>;
  /** For what a browser opens in a tab of its own, without a token; with an action, where the roles allow it by then. */
  ticket(action?: Action): AccessRule<MemberCall>;
}

/** A call is its request's own, so what is learnt of it is added to it. */
export function createGate(ports: GatePorts): Gate {
  const signIn = (call: Call): Soon<SignedInCall> =>
    whenKnown(ports.identify(bearerToken(call)), (person) => Object.assign(call, person));

  const enter = (call: Call): Soon<MemberCall> =>
    whenKnown(ports.identify(bearerToken(call)), (person) => enterAs(call, person, call.headers["x-organization"]));

  function enterAs(
    call: Call,
    { identity, sessionId }: SignedInPerson,
    organization: string | string[] | undefined,
  ): Soon<MemberCall> {
    const membership = chooseMembership(identity, organization);
    const entering = ports.contextFor(identity, membership, call.requestId);
    return whenKnown(entering, (ctx) => Object.assign(call, { identity, sessionId, membership, ctx }));
  }

  return {
    open: { is: { kind: "open" }, admit: (call) => call },
    signedIn: { is: { kind: "signed-in" }, admit: signIn },
    member: { is: { kind: "member" }, admit: enter },
    administrator: {
      is: { kind: "administrator" },
      async admit(call) {
        const signedIn = await signIn(call);
        chooseAdministered(signedIn.identity, pathParam(call, "organization"));
        return signedIn;
      },
    },
    report: {
      is: { kind: "report" },
      async admit(call) {
        const member = await enter(call);
        const report = member.ctx.registry.report(pathParam(call, "report"));
        return member.ctx.access.canRunReport(report.id)
          ? member
          : fail("ACCESS_DENIED", { action: { fr: "exécuter", en: "run" }, doctype: report.label });
      },
    },
    action: (action) => ({
      is: { kind: "action", action },
      admit: (call) => whenKnown(enter(call), (member) => permitted(member, action)),
    }),
    ticket: (action) => ({
      is: { kind: "ticket", ...(action && { action }) },
      async admit(call) {
        const ticket = call.query.get("ticket") ?? fail("AUTH_TICKET_INVALID");
        const person = await ports.redeem(ticket, call.path);
        const member = await enterAs(call, person, person.organization);
        return action ? permitted(member, action) : member;
      },
    }),
  };
}

function permitted(member: MemberCall, action: Action): MemberCall {
  const doctype = member.ctx.registry.doctype(pathParam(member, "doctype"));
  member.ctx.access.assertCan(doctype.id, action);
  return member;
}

function bearerToken(call: Call): string {
  const match = /^Bearer ([\w.-]{1,2048})$/i.exec(call.headers.authorization ?? "");
  return match?.[1] ?? fail("AUTH_REQUIRED");
}
