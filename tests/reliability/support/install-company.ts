import pino from "pino";
import { openPerfex } from "../../../engine/app/composition/open-perfex.ts";
import { openInstallationDatabase } from "../../../engine/app/installation/open-database.ts";
import { readSettings } from "../../../engine/app/installation/settings.ts";
import type { OrganizationRef } from "../../../engine/database/index.ts";
import { createPerson, openSession, provisionCompany } from "./real-product.ts";

export interface InstalledCompany {
  readonly organization: OrganizationRef;
  /** Of its administrator. */
  readonly token: string;
}

/** An installation on a data folder of its own, with a company and its administrator. */
export async function installCompany(dataFolder: string): Promise<InstalledCompany> {
  const settings = readSettings({ data: dataFolder }, {});
  const { db, close } = await openInstallationDatabase(settings, "exclusive");
  try {
    const perfex = await openPerfex(db, { settings, logger: pino({ level: "silent" }) });
    try {
      const boss = await createPerson(perfex.people, "boss@company.example");
      const organization = await provisionCompany(perfex.people, boss, "company");
      return { organization, token: await openSession(perfex.people, boss) };
    } finally {
      await perfex.close();
    }
  } finally {
    await close();
  }
}
