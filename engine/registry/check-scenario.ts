import {
  checkNames,
  type Finding,
  KINDS,
  type MetadataFile,
  type MetadataModel,
  metadataModel,
  placeOf,
} from "../contract/index.ts";
import { validateFile } from "../contract/validation/index.ts";
import type { Registry } from "./types.ts";

/** Mistakes in a scenario from anywhere: its shape, then what its steps name, as far as the registry has it. */
export function checkScenario(json: unknown, registry: Registry): readonly Finding[] {
  const file: MetadataFile = { ...placeOf(KINDS.scenario, "scenario", "scenario"), path: "", json };
  const shape = validateFile(file);
  return shape.length > 0 ? shape : checkNames(file, namesOf(registry, file));
}

/** A model of the one file in which names lead to what the registry has. */
function namesOf(registry: Registry, file: MetadataFile): MetadataModel {
  const mapOf = (kind: keyof typeof KINDS): ReadonlyMap<string, unknown> => {
    const map = Object.entries(registry).find(([name]) => name === KINDS[kind].plural)?.[1];
    return map instanceof Map ? map : new Map();
  };
  const get = (kind: keyof typeof KINDS, id: string) => mapOf(kind).get(id);
  return { ...metadataModel([file]), get: get as MetadataModel["get"], ids: (kind) => [...mapOf(kind).keys()] };
}
