import {
  freePort,
  PERFEX,
  type RunningServer,
  runScript,
  serverAt,
  startScript,
} from "../tests/support/start-process.ts";

/** The product's own organization, and one that only the hand-written writes work on. */
export const ORGANIZATIONS = { product: "bench", byHand: "byhand" } as const;
const LOGIN = { email: "bench@example.com", password: "correct horse battery 42" };

export interface Product extends RunningServer {
  readonly pid: number;
  /** Sends JSON and returns JSON; anything but 2xx is an error. */
  call<T>(method: string, path: string, body?: unknown, organization?: string): Promise<T>;
  /** Headers of a signed-in person, made anew before the access token expires. */
  headers(): Promise<Readonly<Record<string, string>>>;
}

export const schemaOf = (organization: string): string => `org_${organization}`;

export const productEnvironment = (databaseUrl: string): NodeJS.ProcessEnv => ({
  DATABASE_URL: databaseUrl,
  PERFEX_RATE_LIMITS: "off",
  LOG_LEVEL: "error",
  PERFEX_LOG_LEVEL: "error",
});

/** Makes the administrator who signs in; once per database. */
export async function makePerson(env: NodeJS.ProcessEnv, dataFolder: string): Promise<void> {
  await runScript(PERFEX, ["user", LOGIN.email, "--password", LOGIN.password, "--data", dataFolder], env);
}

/** Makes the organizations (France); once per database. */
export async function makeOrganizations({ call }: Product): Promise<void> {
  for (const slug of Object.values(ORGANIZATIONS)) {
    await call("POST", "/api/organizations", { name: "Bench", slug, country: "FR" });
  }
}

/** Starts the product on a database that has its administrator. */
export async function startProduct(env: NodeJS.ProcessEnv, dataFolder: string): Promise<Product> {
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
    return { authorization: `Bearer ${token}`, "x-organization": ORGANIZATIONS.product };
  }

  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    organization: string = ORGANIZATIONS.product,
  ): Promise<T> {
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
  return { ...server, pid: child.pid!, call, headers };
}
