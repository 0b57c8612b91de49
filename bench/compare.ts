import type { Client } from "pg";
import type { Case } from "./cases/case.ts";
import { readCases } from "./cases/reads.ts";
import { type Drafts, writeCases } from "./cases/writes.ts";
import { copyDraft, type DraftPlace } from "./data/copy-draft.ts";
import { openConnection } from "./load/http-connection.ts";
import { type Measurement, measure, median, type RequestMaker } from "./load/measure.ts";
import { type ProcessorTime, postmasterOf, processorTime } from "./load/processor-time.ts";
import { warmUp } from "./load/warm-up.ts";
import type { BenchOptions } from "./options.ts";
import { ORGANIZATIONS, schemaOf } from "./product.ts";
import type { Result } from "./report.ts";
import { SIDES, type Side, type World } from "./world.ts";

/** A measurement, and what a request took of the processor: the server's part and Postgres'. */
interface Measured extends Measurement {
  readonly node_us: number;
  readonly postgres_us: number;
}
type Round = Readonly<Partial<Record<Side, Measured>>>;

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
  const postmaster = await postmasterOf(client);
  for (const connections of options.connections) {
    for (const one of await casesOf(world, drafts)) {
      if (options.only && !options.only.includes(one.key)) continue;
      const rounds = await runRounds({ world, client, postmaster, one, connections, drafts, options });
      const result = resultOf(one, connections, rounds);
      results.push(result);
      say(lineOf(result, rounds));
    }
  }
  return results;
}

interface Course {
  readonly world: World;
  readonly client: Client;
  readonly postmaster: number;
  readonly one: Case;
  readonly connections: number;
  readonly drafts: Drafts;
  readonly options: BenchOptions;
}

async function runRounds(course: Course): Promise<Round[]> {
  const { world, client, one, drafts, options } = course;
  const rounds: Round[] = [];
  for (const side of SIDES) await warmUpSide(course, side);
  for (let round = 0; round < options.rounds; round++) {
    if (one.needsDrafts) await makeDrafts(world, client, drafts, options.duration_ms);
    const measured: Partial<Record<Side, Measured>> = {};
    for (const side of SIDES) {
      if (one[side]) measured[side] = await measureSide(course, side, one[side]);
    }
    rounds.push(measured);
  }
  return rounds;
}

async function warmUpSide(course: Course, side: Side): Promise<void> {
  const { world, client, one, connections, drafts, options } = course;
  const make = one[side];
  if (!make) return;
  const slice = async () => {
    if (one.needsDrafts) await makeDrafts(world, client, drafts, options.slice_ms, [side]);
    return measure({ port: world.servers[side].port, connections, duration_ms: options.slice_ms, make });
  };
  await warmUp(slice, options.slices_max);
  await settle(client);
}

/** What is left to be delivered belongs to who left it, in time of the processor too. */
async function measureSide(course: Course, side: Side, make: RequestMaker): Promise<Measured> {
  const { world, client, postmaster, connections, options } = course;
  const { port, pid } = world.servers[side];
  const before = await processorTime(pid, postmaster);
  const measurement = await measure({ port, connections, make, duration_ms: options.duration_ms });
  await settle(client);
  const after = await processorTime(pid, postmaster);
  const per = (of: (time: ProcessorTime) => number) =>
    before && after ? (of(after) - of(before)) / measurement.requests : Number.NaN;
  return { ...measurement, node_us: per(({ node_us }) => node_us), postgres_us: per(({ postgres_us }) => postgres_us) };
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
    product_us: of(({ product }) => product.node_us + product.postgres_us),
    product_node_us: of(({ product }) => product.node_us),
    by_hand_us: hasByHand ? of(({ byHand }) => byHand.node_us + byHand.postgres_us) : null,
    by_hand_node_us: hasByHand ? of(({ byHand }) => byHand.node_us) : null,
    baseline_us: of(({ baseline }) => baseline.node_us + baseline.postgres_us),
    refused: all.reduce((sum, measured) => sum + measured.refused, 0),
  };
}

function lineOf(result: Result, rounds: readonly Round[]): string {
  const { name, connections, ratio, by_hand_ratio, product_per_s, baseline_per_s, by_hand_per_s } = result;
  const [product, raw, byHand] = [product_per_s, baseline_per_s, by_hand_per_s ?? 0].map((rate) => rate.toFixed(0));
  const refusal = rounds
    .flatMap((round) => Object.values(round))
    .find((measured) => measured.firstRefusal)?.firstRefusal;
  const { product_us, by_hand_us, baseline_us } = result;
  const spent = [product_us, baseline_us, by_hand_us].map((us) => us?.toFixed(0) ?? "–").join(" / ");
  const hand = by_hand_ratio === null ? "" : `, ${by_hand_ratio.toFixed(2)} of by hand (${byHand}/s)`;
  return `${name} × ${connections}: ${product}/s, ${ratio.toFixed(2)} of raw (${raw}/s)${hand}; processor ${spent} µs (product / raw / by hand)${refusal ? `\n  refused: ${refusal}` : ""}`;
}
