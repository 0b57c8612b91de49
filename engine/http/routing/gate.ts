import type { Action } from "../../contract/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import type { AccessTokens } from "../auth/access-tokens.ts";
import type { Identity, Membership } from "../auth/identity.ts";
import { type Call, type MemberCall, pathParam, type SignedInCall } from "./call.ts";
import type { AccessRule } from "./route.ts";

/** What the gate needs to know people and to open their organization. */
export interface GatePorts {
  readonly tokens: Pick<AccessTokens, "verify">;
  /** null when the person is unknown or deactivated. */
  identityOf(userId: string): Promise<Identity | null>;
  contextFor(identity: Identity, membership: Membership, requestId: string): Promise<RequestContext>;
}

/** The access rules routes are declared with. Everything that is served, by whatever path, is admitted here. */
export interface Gate {
  readonly open: AccessRule<Call>;
  readonly signedIn: AccessRule<SignedInCall>;
  readonly member: AccessRule<MemberCall>;
  readonly administrator: AccessRule<SignedInCall>;
  readonly report: AccessRule<MemberCall>;
  action(action: Action): AccessRule<MemberCall>;
  /** For streams that outlive a request: is this session still what it was? */
  isAlive(call: SignedInCall): Promise<boolean>;
}

/** A call is its request's own, so what is learnt of it is added to it. */
export function createGate(ports: GatePorts): Gate {
  async function identify(call: Call): Promise<Pick<SignedInCall, "identity" | "sessionId">> {
    const { userId, sessionId } = await ports.tokens.verify(bearerToken(call));
    const identity = await ports.identityOf(userId);
    return identity?.sessions.has(sessionId) ? { identity, sessionId } : fail("AUTH_SESSION_ENDED");
  }

  async function signIn(call: Call): Promise<SignedInCall> {
    return Object.assign(call, await identify(call));
  }

  async function enter(call: Call): Promise<MemberCall> {
    const { identity, sessionId } = await identify(call);
    const membership = chooseMembership(identity, call.headers["x-organization"]);
    const ctx = await ports.contextFor(identity, membership, call.requestId);
    return Object.assign(call, { identity, sessionId, membership, ctx });
  }

  return {
    open: { is: { kind: "open" }, admit: async (call) => call },
    signedIn: { is: { kind: "signed-in" }, admit: signIn },
    member: { is: { kind: "member" }, admit: enter },
    administrator: {
      is: { kind: "administrator" },
      async admit(call) {
        const signedIn = await signIn(call);
        const membership = chooseMembership(signedIn.identity, pathParam(call, "organization"));
        return membership.isAdministrator ? signedIn : fail("ORGANIZATION_ADMINISTRATOR_ONLY");
      },
    },
    report: {
      is: { kind: "report" },
      async admit(call) {
        const member = await enter(call);
        const report = member.ctx.registry.report(pathParam(call, "report"));
        return member.ctx.access.canRunReport(report.id)
          ? member
          : fail("ACCESS_DENIED", { action: "run", doctype: report.id });
      },
    },
    action: (action) => ({
      is: { kind: "action", action },
      async admit(call) {
        const member = await enter(call);
        const doctype = member.ctx.registry.doctype(pathParam(call, "doctype"));
        member.ctx.access.assertCan(doctype.id, action);
        return member;
      },
    }),
    async isAlive({ identity, sessionId }) {
      const present = await ports.identityOf(identity.id);
      return present?.sessions.has(sessionId) ?? false;
    },
  };
}

function bearerToken(call: Call): string {
  const match = /^Bearer ([\w.-]{1,2048})$/i.exec(call.headers.authorization ?? "");
  return match?.[1] ?? fail("AUTH_REQUIRED");
}

/** By slug or id; the oldest membership when none is named. Raises ORGANIZATION_NONE, ORGANIZATION_NOT_MEMBER. */
export function chooseMembership(identity: Identity, wanted: string | string[] | undefined): Membership {
  if (wanted === undefined || wanted === "") return identity.memberships[0] ?? fail("ORGANIZATION_NONE");
  const found = identity.memberships.find(
    ({ organization }) => organization.slug === wanted || organization.id === wanted,
  );
  return found ?? fail("ORGANIZATION_NOT_MEMBER", { organization: String(wanted) });
}
