import { describe, expect, test } from "@jest/globals";
import { PerfexError } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { Answer } from "../exchange/answer.ts";
import type { Call, MemberCall } from "./call.ts";
import { underNewestMetadata } from "./under-newest-metadata.ts";

const [old, newer, newest] = ["old", "newer", "newest"].map((name) => ({ name }) as unknown as Registry) as [
  Registry,
  Registry,
  Registry,
];
const under = (registry: Registry) => ({ ctx: { organization: { id: "o" }, registry } }) as unknown as MemberCall;

/** A request admitted under `old`, whose statements fail until their registry is `works`; each question finds the next in force. */
async function request(works: Registry | null, inForce: readonly Registry[]) {
  const tried: Registry[] = [];
  let asked = 0;
  let current = old;
  const answer = async (call: Call): Promise<Answer> => {
    const { registry } = (call as MemberCall).ctx;
    tried.push(registry);
    if (registry !== works) throw new PerfexError("DATABASE_SCHEMA_CHANGED");
    return { status: 200, headers: {}, body: "" };
  };
  const renewed = async () => {
    current = inForce[asked++]!;
    return current;
  };
  const access = { is: { kind: "member" as const }, admit: async () => under(current) };
  const told = await underNewestMetadata({ renewed }, { access }, under(old), answer).catch((error) => error);
  return { told, tried };
}

describe("a statement that meets another schema", () => {
  test("is done once more under what is in force by now", async () => {
    expect(await request(newer, [newer])).toMatchObject({ told: { status: 200 }, tried: [old, newer] });
  });

  test("that changes again under the repetition is told to come again", async () => {
    const { told, tried } = await request(null, [newer, newest]);
    expect(told).toMatchObject({ code: "DATABASE_SCHEMA_CHANGED", status: 503 });
    expect(tried).toEqual([old, newer]);
  });

  test("is a mistake of ours where the metadata it is made of is in force, at once or when repeated", async () => {
    for (const inForce of [[old], [newer, newer]]) {
      const { told, tried } = await request(null, inForce);
      expect(told).toMatchObject({ code: "DATABASE_STATEMENT_FAILED", status: 500 });
      expect(tried).toHaveLength(inForce.length);
    }
  });
});
