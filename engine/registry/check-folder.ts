import { existsSync } from "node:fs";
import type { Finding, MetadataFile, MetadataLayer } from "../contract/index.ts";
import { applyLayers } from "./apply-layers.ts";
import { assembleLayers, type LoadedLayers, loadLayers } from "./load-layers.ts";
import { loadMetadata } from "./load-metadata.ts";
import { locateFindings } from "./locate-findings.ts";
import { checkFiles } from "./resolve-registry.ts";

export interface FolderCheck {
  readonly findings: readonly Finding[];
  /** Number of files looked at. */
  readonly files: number;
  /** Those with a program: whoever can run programs sees whether they load. */
  readonly programs: readonly MetadataFile[];
  /** Of those, the ones that are computed in the process. */
  readonly computing: readonly MetadataFile[];
  readonly ms: number;
}

/** What an organization has on top of the product: its layers in force, and a folder being worked on. */
export interface OwnMetadata {
  readonly layers?: readonly MetadataLayer[];
  readonly folder?: string | undefined;
}

/**
 * Everything wrong with the metadata below the folder, with an organization's own on top, and with what lies beside it:
 * schemas, lints, expressions.
 */
export function checkFolder(folder: string, own: OwnMetadata = {}): FolderCheck {
  const start = performance.now();
  const metadata = loadMetadata([folder], { withBeside: true });
  const added = own.folder === undefined ? NOTHING_ADDED : loadLayers(own.folder);
  const layered = applyLayers(metadata.files, assembleLayers(own.layers ?? [], added.layers), added.paths);
  const files = [...new Map([...layered.files, ...added.beside].map((file) => [file.key, file])).values()];
  const checked = checkFiles(files, {
    findings: [...metadata.findings, ...added.findings, ...layered.findings],
    unread: [...(metadata.unread ?? []), ...added.unread],
  });
  const programs = files.filter(({ program }) => program !== undefined && existsSync(program));
  return {
    findings: locateFindings(checked.findings),
    files: files.length,
    programs,
    computing: programs.filter(({ id }) => checked.computing.has(id)),
    ms: performance.now() - start,
  };
}

const NOTHING_ADDED: LoadedLayers = { layers: [], beside: [], findings: [], unread: [], paths: new Map() };
