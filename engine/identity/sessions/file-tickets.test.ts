import { describe, expect, test } from "@jest/globals";
import { createAccessTokens } from "./access-tokens.ts";
import { createFileTickets, type FileTicket } from "./file-tickets.ts";

const secret = new Uint8Array(32).fill(3);
const TICKET: FileTicket = {
  userId: "u",
  sessionId: "s",
  organization: "o",
  path: "/api/v1/book/1/prints/slip.pdf/1.pdf",
};
const invalid = { code: "AUTH_TICKET_INVALID" };

describe("a ticket", () => {
  test("opens what it was made for, and nothing beside it", async () => {
    const tickets = createFileTickets(secret);
    const text = await tickets.sign(TICKET);
    expect(await tickets.verify(text, TICKET.path)).toEqual(TICKET);
    await expect(tickets.verify(text, TICKET.path.replace("/1/", "/2/"))).rejects.toMatchObject(invalid);
    await expect(tickets.verify(`${text}x`, TICKET.path)).rejects.toMatchObject(invalid);
    await expect(createFileTickets(new Uint8Array(32)).verify(text, TICKET.path)).rejects.toMatchObject(invalid);
  });

  test("ends after some minutes", async () => {
    let now = 1_000_000_000_000;
    const tickets = createFileTickets(secret, () => now);
    const text = await tickets.sign(TICKET);
    now += 9 * 60_000;
    expect(await tickets.verify(text, TICKET.path)).toEqual(TICKET);
    now += 2 * 60_000;
    await expect(tickets.verify(text, TICKET.path)).rejects.toMatchObject(invalid);
  });

  test("is no access token, even of the same secret's text, and an access token is no ticket", async () => {
    const [tickets, tokens] = [createFileTickets(secret), createAccessTokens(secret)];
    await expect(tokens.verify(await tickets.sign(TICKET))).rejects.toMatchObject({ code: "AUTH_TOKEN_INVALID" });
    const token = await tokens.sign({ userId: "u", sessionId: "s" });
    await expect(tickets.verify(token, TICKET.path)).rejects.toMatchObject(invalid);
  });
});
