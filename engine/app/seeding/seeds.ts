import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DocumentValues } from "../../documents/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import { importByPath, PROJECT_FOLDER } from "../installation/project.ts";

/** What seeds write to: an organization's documents. */
export interface SeedTarget {
  create(
    doctype: string,
    values: DocumentValues,
    options?: { readonly submit?: boolean },
  ): Promise<{ readonly id: string }>;
  createMany(
    doctype: string,
    rows: readonly DocumentValues[],
    options?: { readonly submit?: boolean },
  ): Promise<readonly string[]>;
  submit(doctype: string, id: string): Promise<void>;
  update(doctype: string, id: string, values: DocumentValues): Promise<void>;
  setSingle(doctype: string, values: DocumentValues): Promise<void>;
  find(
    doctype: string,
    where: DocumentValues,
    fields?: readonly string[],
  ): Promise<readonly ({ readonly id: string } & DocumentValues)[]>;
}

export type OnSeedProgress = (progress: {
  readonly step: string;
  readonly label: LocalizedText;
  readonly done: number;
  readonly total: number;
}) => void;

export interface LocalizationWanted {
  readonly country: string;
  readonly fiscalYearStart: string;
  readonly chart?: string;
  readonly currency?: string;
}

interface LocalizationModule {
  seedLocalization(target: SeedTarget, wanted: LocalizationWanted, onProgress?: OnSeedProgress): Promise<unknown>;
}
interface DemoModule {
  seedDemo(target: SeedTarget, onProgress?: OnSeedProgress): Promise<unknown>;
  /** How the demo company is created. */
  readonly DEMO_COMPANY?: DemoCompany;
}
export interface DemoCompany {
  readonly name: string;
  readonly slug: string;
  readonly country: string;
  readonly fiscalYearStart?: string;
}

const LOCALIZATION = "seeds/localization/index.ts";
const DEMO = "seeds/demo/index.ts";

/** Lists and settings of a country; nothing where the product comes without them. */
export async function seedLocalization(
  target: SeedTarget,
  wanted: LocalizationWanted,
  onProgress?: OnSeedProgress,
): Promise<void> {
  if (!existsSync(join(PROJECT_FOLDER, LOCALIZATION))) return;
  const module = await importByPath<LocalizationModule>(LOCALIZATION);
  await module.seedLocalization(target, wanted, onProgress);
}

export const hasDemo = (): boolean => existsSync(join(PROJECT_FOLDER, DEMO));

export function loadDemo(): Promise<DemoModule> {
  return importByPath<DemoModule>(DEMO);
}
