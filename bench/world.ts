import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { freePort, type RunningServer, serverAt, startScript } from "../tests/support/start-process.ts";
import { prepareBaseline } from "./baseline/prepare-baseline.ts";
import type { DataSize } from "./data/load-data.ts";
import { type LoadedData, loadData, readData } from "./data/load-data.ts";
import { makeTemplates } from "./data/make-templates.ts";
import type { Ground } from "./ground.ts";
import {
  makeOrganizations,
  makePerson,
  ORGANIZATIONS,
  type Product,
  productEnvironment,
  schemaOf,
  startProduct,
} from "./product.ts";

export const SIDES = ["baseline", "byHand", "product"] as const;
export type Side = (typeof SIDES)[number];
export type Headers = Readonly<Record<string, string>>;

export interface Server extends RunningServer {
  readonly pid: number;
}

/** Three servers on one Postgres, each with the same data of its own. */
export interface World {
  readonly servers: Readonly<Record<Side, Server>> & { readonly product: Product };
  readonly data: Readonly<Record<Side, LoadedData>>;
  readonly headers: (side: Side) => Promise<Headers>;
}

/** The product on its ground, with its organizations. */
export async function openProduct(ground: Ground, extra: NodeJS.ProcessEnv = {}): Promise<Product> {
  const env = productEnvironment(ground.url);
  const dataFolder = join(ground.folder, "data");
  if (!ground.isLoaded) await makePerson(env, dataFolder);
  const product = await startProduct({ ...env, ...extra }, dataFolder);
  if (!ground.isLoaded) await makeOrganizations(product);
  return product;
}

/** Loads what is not there yet, and starts the servers to compare with. */
export async function openWorld(
  ground: Ground,
  product: Product,
  size: DataSize,
  say: (text: string) => void,
): Promise<World> {
  const { client } = ground;
  if (!ground.isLoaded) {
    say(`loading ${size.parties} parties, ${size.invoices} invoices, ${size.entries} entries, twice …`);
    for (const organization of Object.values(ORGANIZATIONS)) {
      const template = await makeTemplates(product, organization);
      await loadData(client, schemaOf(organization), size, template);
    }
    await prepareBaseline(client, schemaOf(ORGANIZATIONS.product));
    await ground.markLoaded();
  }
  const product_data = await readData(client, schemaOf(ORGANIZATIONS.product));
  const data = {
    product: product_data,
    byHand: await readData(client, schemaOf(ORGANIZATIONS.byHand)),
    baseline: { ...product_data, versions: await baselineVersions(ground) },
  };
  const [token, headers] = [randomUUID(), await product.headers()];
  const byHandHeaders = { authorization: `Bearer ${token}`, "x-organization": ORGANIZATIONS.byHand };
  const servers = {
    product,
    baseline: await startServer("bench/baseline/server.ts", { BASELINE_URL: ground.url }),
    byHand: await startServer("bench/by-hand/server.ts", {
      BY_HAND_URL: ground.url,
      BY_HAND_SCHEMA: schemaOf(ORGANIZATIONS.byHand),
      BY_HAND_ORGANIZATION: ORGANIZATIONS.byHand,
      BY_HAND_TOKEN: token,
      BY_HAND_USER: userOf(headers["authorization"] ?? ""),
    }),
  };
  const headersOf = { product: product.headers, byHand: async () => byHandHeaders, baseline: async () => ({}) };
  return { servers, data, headers: (side) => headersOf[side]() };
}

async function baselineVersions({ client }: Ground): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; version: number }>("select id, version from baseline.party");
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Whom an access token is about. */
const userOf = (authorization: string): string =>
  (JSON.parse(Buffer.from(authorization.split(".")[1] ?? "", "base64url").toString()) as { sub: string }).sub;

async function startServer(script: string, env: NodeJS.ProcessEnv): Promise<Server> {
  const port = await freePort();
  const child = startScript(script, [], { ...env, PORT: String(port) });
  return { ...(await serverAt(port, "/", child)), pid: child.pid! };
}
