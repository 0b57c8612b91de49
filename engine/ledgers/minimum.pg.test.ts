import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, createTestOrganization, type TestDatabase } from "../../tests/support/database.ts";
import { type Database, type OrganizationRef, openDatabase, prepared, sql } from "../database/index.ts";
import { newId } from "../kernel/index.ts";
import { type Registry, resolveRegistry } from "../registry/index.ts";
import { guardBalances, guardedChange } from "./guard-balances.ts";
import { granaryFiles } from "./tests/granary-files.ts";
import type { LedgerEntry } from "./types.ts";

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 1 });
  db = await openDatabase({ url: database.url, poolSize: 4 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** The granary with another minimum for what is in a silo. */
function granaryWith(min: string): Registry {
  const files = granaryFiles.files.map((file) => {
    if (file.id !== "grain" || file.kind !== "ledger") return file;
    return {
      ...file,
      json: { ...(file.json as object), invariants: { least: { measure: "tons", min, per: ["silo"] } } },
    };
  });
  return resolveRegistry({ files, findings: [] });
}

interface Granary {
  readonly registry: Registry;
  readonly organization: OrganizationRef;
}

async function silos({ organization }: Granary, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  const insert = (id: string) =>
    sql`insert into silo (id, version, created_at, updated_at, code) values (${id}, 1, now(), now(), ${id})`;
  await db.transaction(organization, async (tx) => void (await Promise.all(ids.map((id) => tx.query(insert(id))))));
  return ids;
}

/** Moves grain, all at once; the balances of the silos afterwards, or the code of the refusal. */
async function moved({ registry, organization }: Granary, ...moves: [silo: string, tons: string][]): Promise<unknown> {
  const entries = moves.map(([silo, tons]) => ({ silo, origin: null, tons }) as unknown as LedgerEntry);
  const change = guardedChange(registry.ledger("grain"), entries);
  try {
    return await db.transaction(organization, async (tx) => {
      for (const { statement, judge } of change ? guardBalances(change) : []) {
        const rows = await tx.query(prepared(statement));
        judge?.(rows);
      }
      const balances = await tx.query<{ silo: string; tons: number }>(
        sql`select silo, _balance::float8 as tons from ledger_grain__guard where silo = any(${moves.map(([id]) => id)}::uuid[])`,
      );
      return moves.map(([id]) => balances.find(({ silo }) => silo === id)?.tons ?? 0);
    });
  } catch (error) {
    return (error as { code: unknown }).code;
  }
}

const REFUSED = "LEDGER_BALANCE_BELOW_MINIMUM";

describe("a balance keeps to its minimum, whatever that is, from its first movement on", () => {
  test.each<[min: string, together: boolean]>([
    ["-100", false],
    ["-100", true],
    ["0", false],
    ["0", true],
    ["10", false],
    ["10", true],
  ])("minimum %s, another silo moved along: %s", async (min, together) => {
    const registry = granaryWith(min);
    const { organization } = await createTestOrganization(db, registry);
    const granary = { registry, organization };
    const least = Number(min);
    for (const first of [least - 1, least, least + 1, 1, -1, 50].filter((tons) => tons !== 0)) {
      for (const second of [-1, 1, -50, 5]) {
        const [silo, other, stocked] = (await silos(granary, 3)) as [string, string, string];
        if (together) await moved(granary, [stocked, "500"]);
        // Others that gain enough and lose what they have take the way of several statements.
        const along: [string, string][] = together
          ? [
              [other, "60"],
              [stocked, "-120"],
            ]
          : [];
        const after = await moved(granary, [silo, String(first)], ...along);
        const isLet = first >= least;
        expect([min, first, isLet ? (after as number[])[0] : after]).toEqual([min, first, isLet ? first : REFUSED]);
        if (!isLet) continue;
        const sum = first + second;
        const end = await moved(granary, [silo, String(second)]);
        expect([min, first, second, end]).toEqual([min, first, second, sum >= least ? [sum] : REFUSED]);
      }
    }
  });
});
