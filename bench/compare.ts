import type { Client } from "pg";
import type { Case } from "./cases/case.ts";
import { readCases } from "./cases/reads.ts";
import { type Drafts, writeCases } from "./cases/writes.ts";
import { copyDraft, type DraftPlace } from "./data/copy-draft.ts";
import { openConnection } from "./load/http-connection.ts";
import { type Measurement, measure, median } from "./load/measure.ts";
import type { BenchOptions } from "./options.ts";
import { ORGANIZATIONS, schemaOf } from "./product.ts";
import type { Result } from "./report.ts";
import { SIDES, type Side, type World } from "./world.ts";

type Round = Readonly<Partial<Record<Side, Measurement>>>;

/** Every case there is, asked with headers that are valid for a while. */
export async function casesOf({ data, headers }: World, drafts: Drafts): Promise<Case[]> {
  const of = {
    product: await headers("product"),
    byHand: await headers("byHand"),
    baseline: await headers("baseline"),
  };
  return [...readCases(data.product, of.product), ...writeCases(data, of, drafts)];
}

export const noDrafts = (): Drafts => ({ product: [], baseline: [], byHand: [] });

/** Measures the cases asked for, one after the other, all servers in turn. */
export async function compare(
  world: World,
  client: Client,
  options: BenchOptions,
  say: (text: string) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const drafts = noDrafts();
  for (const connections of options.connections) {
    for (const one of await casesOf(world, drafts)) {
      if (options.only && !options.only.includes(one.key)) continue;
      const rounds = await runRounds(world, client, one, connections, drafts, options);
      const result = resultOf(one, connections, rounds);
      results.push(result);
      say(lineOf(result, rounds));
    }
  }
  return results;
}

async function runRounds(
  world: World,
  client: Client,
  one: Case,
  connections: number,
  drafts: Drafts,
  options: BenchOptions,
): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round <= options.rounds; round++) {
    const duration_ms = round === 0 ? options.warmUp_ms : options.duration_ms;
    if (one.needsDrafts) await makeDrafts(world, client, drafts, duration_ms);
    const measured: Partial<Record<Side, Measurement>> = {};
    for (const side of SIDES) {
      const make = one[side];
      if (!make) continue;
      measured[side] = await measure({ port: world.servers[side].port, connections, duration_ms, make });
      await settle(client);
    }
    // The first round warms all of them up.
    if (round > 0) rounds.push(measured);
  }
  return rounds;
}

/** Fills up stocks of drafts to more than one round can submit: one a millisecond is out of reach. */
export async function makeDrafts(
  world: World,
  client: Client,
  stock: Drafts,
  wanted: number,
  sides: readonly Side[] = SIDES,
): Promise<void> {
  const maker = (await casesOf(world, stock)).find((one) => one.key === "create-lines")!;
  for (const side of sides) {
    const missing = Math.ceil(wanted) - stock[side].length;
    if (missing <= 0) continue;
    const connection = await openConnection(world.servers[side].port);
    const { status, body } = await connection.send(maker[side]!(0));
    connection.close();
    if (status >= 300) throw new Error(`a draft was refused: ${body}`);
    stock[side].push(
      ...(await copyDraft(client, DRAFT_PLACES[side], (JSON.parse(body) as { id: string }).id, missing)),
    );
  }
}

const DRAFT_PLACES: Readonly<Record<Side, DraftPlace>> = {
  product: placeOf(schemaOf(ORGANIZATIONS.product)),
  byHand: placeOf(schemaOf(ORGANIZATIONS.byHand)),
  baseline: { schema: "baseline", header: "invoice", tables: ["invoice_line", "invoice_vat"] },
};

function placeOf(schema: string): DraftPlace {
  return { schema, header: "sales_invoice", tables: ["sales_invoice__lines", "sales_invoice__vat"] };
}

const SETTLE_ATTEMPTS_MAX = 100;

/** What one server left to be delivered is not paid for by the next; nobody delivers for the hand-written one. */
async function settle(client: Client): Promise<void> {
  await client.query(`truncate ${schemaOf(ORGANIZATIONS.byHand)}.outbox`);
  for (let attempt = 0; attempt < SETTLE_ATTEMPTS_MAX; attempt++) {
    const { rows } = await client.query(`select from ${schemaOf(ORGANIZATIONS.product)}.outbox limit 1`);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function resultOf(one: Case, connections: number, rounds: readonly Round[]): Result {
  const of = (value: (round: Required<Round>) => number) =>
    median(rounds.map((round) => value(round as Required<Round>)));
  const all = rounds.flatMap((round) => Object.values(round));
  const hasByHand = one.byHand !== undefined;
  return {
    name: one.name,
    connections,
    product_per_s: of(({ product }) => product.requests_per_s),
    baseline_per_s: of(({ baseline }) => baseline.requests_per_s),
    by_hand_per_s: hasByHand ? of(({ byHand }) => byHand.requests_per_s) : null,
    ratio: of(({ product, baseline }) => product.requests_per_s / baseline.requests_per_s),
    by_hand_ratio: hasByHand ? of(({ product, byHand }) => product.requests_per_s / byHand.requests_per_s) : null,
    product_p50_ms: of(({ product }) => product.p50_ms),
    product_p95_ms: of(({ product }) => product.p95_ms),
    baseline_p50_ms: of(({ baseline }) => baseline.p50_ms),
    refused: all.reduce((sum, measured) => sum + measured.refused, 0),
  };
}

function lineOf(result: Result, rounds: readonly Round[]): string {
  const { name, connections, ratio, by_hand_ratio, product_per_s, baseline_per_s, by_hand_per_s } = result;
  const [product, raw, byHand] = [product_per_s, baseline_per_s, by_hand_per_s ?? 0].map((rate) => rate.toFixed(0));
  const refusal = rounds
    .flatMap((round) => Object.values(round))
    .find((measured) => measured.firstRefusal)?.firstRefusal;
  const hand = by_hand_ratio === null ? "" : `, ${by_hand_ratio.toFixed(2)} of by hand (${byHand}/s)`;
  return `${name} × ${connections}: ${product}/s, ${ratio.toFixed(2)} of raw (${raw}/s)${hand}${refusal ? `\n  refused: ${refusal}` : ""}`;
}
