import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import type { Scenario } from "../../contract/index.ts";
import { type Database, ident, type OrganizationRef, openDatabase, sql } from "../../database/index.ts";
import { organizationWanted } from "../../identity/index.ts";
import type { WantedLayers } from "../composition/layers.ts";
import { openPerfex, type Perfex } from "../composition/open-perfex.ts";
import { publishMetadata } from "../composition/publish-metadata.ts";
import { preparePlatform } from "../installation/prepare-platform.ts";
import { readSettings } from "../installation/settings.ts";
import { runScenario, type ScenarioFailure } from "./run-scenario.ts";

/** Where scenarios run: a fresh organization for each, on a real Postgres. */
export interface ScenarioBench {
  run(scenario: Scenario): Promise<ScenarioFailure | null>;
  close(): Promise<void>;
}

interface Template {
  readonly database: string;
  readonly organization: OrganizationRef;
}

const OWNER = "scenario@perfex.example";
const NAME = "Scénario";
const SLUG = "scenario";

/**
 * `serverUrl` may make databases; layers are applied to each organization, as to one that exists already. Setting up an organization takes seconds, copying a database a fraction of one: each kind of
 * organization is made once, as a template, and every scenario gets a copy of it.
 */
export function createScenarioBench(serverUrl: string, own: Partial<WantedLayers> = {}): ScenarioBench {
  const prefix = `perfex_scenario_${randomBytes(4).toString("hex")}`;
  const templates = new Map<string, Promise<Template>>();
  let copies = 0;

  function templateFor(organization: Scenario["organization"]): Promise<Template> {
    const key = JSON.stringify(organization ?? {});
    let template = templates.get(key);
    if (!template) {
      template = makeTemplate(serverUrl, `${prefix}_t${templates.size}`, organization, own);
      templates.set(key, template);
    }
    return template;
  }

  return {
    async run(scenario) {
      const { database, organization } = await templateFor(scenario.organization);
      const copy = `${prefix}_${++copies}`;
      await onServer(serverUrl, (db) =>
        db.read(null, (c) => c.query(sql`create database ${ident(copy)} template ${ident(database)}`)),
      );
      try {
        return await withPerfex(urlOf(serverUrl, copy), (perfex) => runScenario(perfex, organization, scenario));
      } finally {
        await dropDatabase(serverUrl, copy);
      }
    },
    async close() {
      for (const template of templates.values()) {
        const made = await template.catch(() => null);
        if (made) await dropDatabase(serverUrl, made.database);
      }
    },
  };
}

async function makeTemplate(
  serverUrl: string,
  database: string,
  settings: Scenario["organization"],
  own: Partial<WantedLayers>,
): Promise<Template> {
  await onServer(serverUrl, (db) => db.read(null, (c) => c.query(sql`create database ${ident(database)}`)));
  return withPerfex(urlOf(serverUrl, database), async (perfex) => {
    const { accounts, organizations } = perfex.people;
    const { id: owner } = await accounts.save({ email: OWNER });
    const made = await organizations.create(owner, organizationWanted({ name: NAME, slug: SLUG, ...settings }));
    const organization = { ...made, name: NAME };
    const { layers = [], paths } = own;
    const wanted = { layers, ...(paths && { paths }) };
    if (layers.length > 0) await publishMetadata(perfex, organization, wanted, { reason: "scenario" });
    return { database, organization };
  });
}

async function withPerfex<T>(url: string, work: (perfex: Perfex) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url, poolSize: 6 });
  try {
    await preparePlatform(db);
    const settings = { ...readSettings(), dataFolder: join(tmpdir(), "perfex-scenario-files") };
    const logger = pino({ level: "silent" });
    const perfex = await openPerfex(db, { settings, logger });
    try {
      return await work(perfex);
    } finally {
      await perfex.close();
    }
  } finally {
    await db.close();
  }
}

async function onServer<T>(serverUrl: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: urlOf(serverUrl, "postgres"), poolSize: 1 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

function dropDatabase(serverUrl: string, name: string): Promise<unknown> {
  return onServer(serverUrl, (db) =>
    db.read(null, (c) => c.query(sql`drop database if exists ${ident(name)} with (force)`)),
  );
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
