import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DocumentValues } from "../../documents/index.ts";
import type { ToldOrganization } from "../../identity/index.ts";
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

export interface OrganizationWanted {
  readonly country: string;
  readonly currency?: string;
  /** Of every question that was answered or has an answer of its own. */
  readonly answers: Readonly<Record<string, string>>;
}

/** Asked when an organization is made, for what it begins with. */
export interface SeedQuestion {
  readonly id: string;
  readonly type: "date" | "text";
  readonly label: LocalizedText;
  readonly help: LocalizedText;
  /** The others are asked by the API and the command line alone. */
  readonly isOnScreen: boolean;
  /** What it is unless told. */
  readonly proposed?: () => string;
}

interface LocalizationModule {
  readonly QUESTIONS: readonly SeedQuestion[];
  seedOrganization(target: SeedTarget, wanted: OrganizationWanted, onProgress?: OnSeedProgress): Promise<unknown>;
}
interface DemoModule {
  seedDemo(target: SeedTarget, onProgress?: OnSeedProgress): Promise<unknown>;
  /** How the demo company is created. */
  readonly DEMO_COMPANY: ToldOrganization;
}

const LOCALIZATION = "seeds/localization/index.ts";
const DEMO = "seeds/demo/index.ts";

/** What seeds ask; nothing where the product comes without them. */
export async function loadQuestions(): Promise<readonly SeedQuestion[]> {
  return hasLocalization() ? (await loadLocalization()).QUESTIONS : [];
}

/** Lists and settings of a country; nothing where the product comes without them. */
export async function seedOrganization(
  target: SeedTarget,
  wanted: OrganizationWanted,
  onProgress?: OnSeedProgress,
): Promise<void> {
  if (hasLocalization()) await (await loadLocalization()).seedOrganization(target, wanted, onProgress);
}

const hasLocalization = (): boolean => existsSync(join(PROJECT_FOLDER, LOCALIZATION));
const loadLocalization = (): Promise<LocalizationModule> => importByPath<LocalizationModule>(LOCALIZATION);

export const hasDemo = (): boolean => existsSync(join(PROJECT_FOLDER, DEMO));

export function loadDemo(): Promise<DemoModule> {
  return importByPath<DemoModule>(DEMO);
}
