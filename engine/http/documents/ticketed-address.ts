import type { People } from "../../identity/index.ts";
import type { MemberCall } from "../routing/call.ts";
import { object, type Static, text } from "../schemas/schema.ts";

export interface Tickets {
  readonly sessions: Pick<People["sessions"], "ticket">;
}

/** Below this server; holds what lets a browser open it. */
export const ticketedAddress = object({ address: text() });
export type TicketedAddress = Static<typeof ticketedAddress>;

/** What the tab is called by is the last part of the path; the ticket stands behind it, in what no log holds. */
export async function addressFor(
  { sessions }: Tickets,
  call: MemberCall,
  place: string,
  fileName: string,
): Promise<string> {
  const path = `${place}/${encodeURIComponent(fileName)}`;
  const ticket = await sessions.ticket(call, call.ctx.organization.id, path);
  return `${path}?ticket=${encodeURIComponent(ticket)}`;
}
