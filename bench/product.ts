import {
  freePort,
  PERFEX,
  type RunningServer,
  runScript,
  serverAt,
  startScript,
} from "../tests/support/start-process.ts";

const ORGANIZATION = "bench";
const LOGIN = { email: "bench@example.com", password: "correct horse battery 42" };

export interface Product extends RunningServer {
  readonly schema: string;
  /** Sends JSON and returns JSON; anything but 2xx is an error. */
  call<T>(method: string, path: string, body?: unknown, organization?: string): Promise<T>;
  /** Headers of a signed-in person, made anew before the access token expires. */
  headers(): Promise<Readonly<Record<string, string>>>;
}

export const productEnvironment = (databaseUrl: string): NodeJS.ProcessEnv => ({
  DATABASE_URL: databaseUrl,
  PERFEX_RATE_LIMITS: "off",
  LOG_LEVEL: "error",
  PERFEX_LOG_LEVEL: "error",
});

/** Starts the product on a database, with one organization (France) and a signed-in administrator. */
export async function startProduct(databaseUrl: string, dataFolder: string): Promise<Product> {
  const env = productEnvironment(databaseUrl);
  await runScript(PERFEX, ["user", LOGIN.email, "--password", LOGIN.password, "--data", dataFolder], env);
  const port = await freePort();
  const child = startScript(PERFEX, ["serve", "--port", String(port), "--data", dataFolder, "--empty"], env);
  const server = await serverAt(port, "/readyz", child);
  const base = `http://127.0.0.1:${port}`;
  let token = "";
  let signedInAt = 0;

  async function headers() {
    if (Date.now() - signedInAt > 10 * 60_000) {
      const answer = await fetch(`${base}/api/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(LOGIN),
      });
      if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
      token = ((await answer.json()) as { access_token: string }).access_token;
      signedInAt = Date.now();
    }
    return { authorization: `Bearer ${token}`, "x-organization": ORGANIZATION };
  }

  async function call<T>(method: string, path: string, body?: unknown, organization = ORGANIZATION): Promise<T> {
    const answer = await fetch(base + path, {
      method,
      headers: {
        ...(await headers()),
        "x-organization": organization,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? null : JSON.parse(text)) as T;
  }

  await call("POST", "/api/organizations", { name: "Bench", slug: ORGANIZATION, country: "FR" });
  return { ...server, schema: "org_bench", call, headers };
}
