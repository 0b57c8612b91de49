import type { SeedTarget, SeedValues } from "../types.ts";
import type { AccountRow } from "./charts/account-row.ts";
import { type ChartId, loadChart } from "./charts/charts.ts";
import { ensureAll, type References } from "./references.ts";

/** Creates the accounts level by level, so that a parent exists before its children. `onLevel` gets accounts done so far. */
export async function seedChart(
  target: SeedTarget,
  chart: ChartId,
  onLevel: (done: number, total: number) => void,
): Promise<References> {
  const accounts = loadChart(chart);
  let known: References | undefined;
  let done = 0;
  for (const level of byDepth(accounts)) {
    const parents = known;
    known = await ensureAll(
      target,
      "account",
      "code",
      level.map((account) => accountValues(account, parents)),
    );
    done += level.length;
    onLevel(done, accounts.length);
  }
  return known as References;
}

function byDepth(accounts: readonly AccountRow[]): AccountRow[][] {
  const depths = new Map<string, number>();
  const levels: AccountRow[][] = [];
  for (const account of accounts) {
    const depth = account.parent === null ? 0 : (depths.get(account.parent) ?? 0) + 1;
    depths.set(account.code, depth);
    levels[depth] ??= [];
    levels[depth].push(account);
  }
  return levels;
}

function accountValues({ parent, ...account }: AccountRow, parents: References | undefined): SeedValues {
  return {
    ...account,
    parent_account: parent === null || parents === undefined ? null : parents.id(parent),
    is_official: true,
  };
}
