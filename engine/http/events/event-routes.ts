import type { ServerResponse } from "node:http";
import type { Documents, RequestContext } from "../../documents/index.ts";
import { chooseMembership, type Identity, type Membership, type People } from "../../identity/index.ts";
import { fail, type Soon } from "../../kernel/index.ts";
import type { MemberCall } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { media, type Route, route } from "../routing/route.ts";
import type { ChangeHub, Changes } from "./change-hub.ts";
import type { MetaEvent } from "./event-schemas.ts";
import { visibleChanges } from "./visible-changes.ts";

const HEARTBEAT_MS = 15_000;
const STREAMS_PER_PERSON_MAX = 20;
/** A reader slower than this is cut off; it comes back and reloads. */
const WAITING_BYTES_MAX = 1_000_000;

export interface EventPorts {
  readonly documents: Documents;
  readonly hub: ChangeHub;
  readonly people: Pick<People, "get" | "onChange">;
  contextFor(identity: Identity, membership: Membership, requestId: string): Soon<RequestContext>;
  onMetadata(listener: (organization: string | null) => void): () => void;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

/** Live updates: one long answer per open screen. */
export function eventRoutes(gate: Gate, ports: EventPorts): readonly Route[] {
  const open = new Map<string, number>();
  return [
    route({
      method: "GET",
      path: "/api/v1/events",
      access: gate.member,
      summary: { fr: "Changements en direct (SSE)", en: "Live changes (SSE)" },
      answers: { 200: media("text/event-stream") },
      async handle(call) {
        const streams = open.get(call.identity.id) ?? 0;
        if (streams >= STREAMS_PER_PERSON_MAX) return fail("HTTP_RATE_LIMITED", { seconds: 60 });
        open.set(call.identity.id, streams + 1);
        return {
          status: 200,
          headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
          live: (response) =>
            stream(ports, call, response).finally(() => {
              const left = (open.get(call.identity.id) ?? 1) - 1;
              if (left > 0) open.set(call.identity.id, left);
              else open.delete(call.identity.id);
            }),
        };
      },
    }),
  ];
}

/** Runs until the client leaves, its session ends or the server stops. Rights are asked anew for every batch. */
async function stream(ports: EventPorts, call: MemberCall, response: ServerResponse): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  let sending: Promise<void> = Promise.resolve();
  let version = call.ctx.registry.hash + call.membership.roles.join(" ");

  const write = (text: string) => {
    // A batch may still be on its way when the stream has ended.
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > WAITING_BYTES_MAX) end();
  };
  /** The context as of now; null (and the end of the stream) when session or membership is gone. */
  async function presentContext(): Promise<RequestContext | null> {
    const identity = await ports.people.get(call.identity.id);
    if (!identity?.sessions.has(call.sessionId)) return null;
    const wanted = call.membership.organization.id;
    if (!identity.memberships.some(({ organization }) => organization.id === wanted)) return null;
    const membership = chooseMembership(identity, wanted);
    const ctx = await ports.contextFor(identity, membership, call.requestId);
    const present = ctx.registry.hash + membership.roles.join(" ");
    if (present !== version) {
      const told: MetaEvent = { revision: ctx.registry.hash };
      write(`event: meta\ndata: ${JSON.stringify(told)}\n\n`);
    }
    version = present;
    return ctx;
  }
  async function tell(changes: Changes): Promise<void> {
    const ctx = await presentContext();
    if (!ctx) {
      write("event: revoked\ndata: {}\n\n");
      return end();
    }
    for (const change of await visibleChanges(ports.documents, ctx, changes)) {
      write(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
    }
  }
  /** One batch after the other; a failure ends the stream, and the client comes back. */
  const queue = (changes: Changes) => {
    sending = sending.then(() => tell(changes)).catch(end);
  };

  write(": connected\n\n");
  const unwatch = ports.hub.watch(call.ctx.organization.id, queue);
  const unsubscribe = ports.people.onChange((user) => {
    if (user === "*" || user === call.identity.id) queue([]);
  });
  const unfollow = ports.onMetadata((organization) => {
    if (organization === null || organization === call.ctx.organization.id) queue([]);
  });
  // What was published between admission and now was told to nobody here.
  queue([]);
  const heartbeat = setInterval(() => {
    write(": still here\n\n");
    queue([]);
  }, HEARTBEAT_MS);
  response.once("close", end);
  ports.stopping.addEventListener("abort", end, { once: true });

  if (!ended.signal.aborted)
    await new Promise((resolve) => ended.signal.addEventListener("abort", resolve, { once: true }));
  clearInterval(heartbeat);
  unwatch();
  unsubscribe();
  unfollow();
  ports.stopping.removeEventListener("abort", end);
  response.end();
}
