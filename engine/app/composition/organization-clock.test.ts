import { describe, expect, test } from "@jest/globals";
import type { Database, OrganizationRef } from "../../database/index.ts";
import { systemClock } from "../../kernel/index.ts";
import { createOrganizationClocks } from "./organization-clock.ts";

const HERE: OrganizationRef = { id: "here", schema: "here" };
/** Never on the same day. */
const [EAST, WEST] = ["Pacific/Kiritimati", "Pacific/Pago_Pago"];

/** Answers what the settings of an organization say, or fails as often as told. */
function settings(answer: { exist: boolean; time_zone?: string | null }, failures = 0) {
  let left = failures;
  let reads = 0;
  const read = async (_: unknown, work: (connection: unknown) => Promise<unknown>) => {
    reads += 1;
    if (left-- > 0) throw new Error("no connection");
    return work({ query: async () => [answer] });
  };
  return { db: { read } as unknown as Database, reads: () => reads };
}

describe("today in an organization", () => {
  test("is never another place's because the settings could not be read", async () => {
    const { db } = settings({ exist: true, time_zone: EAST }, 1);
    const clockOf = createOrganizationClocks(db);
    await expect(clockOf(HERE)).rejects.toThrow("no connection");
    expect((await clockOf(HERE)).today()).toBe(systemClock.today(EAST));
    expect(systemClock.today(EAST)).not.toBe(systemClock.today(WEST));
  });

  test.each([
    { exist: false },
    { exist: true, time_zone: null },
    { exist: true, time_zone: "Mars/Olympus" },
  ])("is the default's where the settings name no time zone: %j", async (answer) => {
    const { db, reads } = settings(answer);
    const clockOf = createOrganizationClocks(db);
    expect((await clockOf(HERE)).today()).toBe(systemClock.today("Europe/Paris"));
    await clockOf(HERE);
    expect(reads()).toBe(1);
  });
});
