import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children?: readonly number[];
}

export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
}

export interface FunctionCost {
  /** `name file:line` */
  readonly place: string;
  readonly area: string;
  readonly self_ms: number;
  /** With everything it calls. */
  readonly total_ms: number;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const NOT_WORK = new Set(["(idle)", "(root)"]);

/**
 * Processor time per function; functions of the built program are told by their sources. Every sample counts the same, and all
 * that are not idle together are the time the processor spent: on a busy machine the time between two samples tells nothing.
 */
export function functionCosts({ nodes, samples }: CpuProfile, cpu_ms: number): FunctionCost[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const places = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  const costs = new Map<string, { area: string; self_ms: number; total_ms: number }>();
  const working = samples.filter((id) => !NOT_WORK.has(byId.get(id)?.callFrame.functionName ?? ""));
  const ms = cpu_ms / working.length;
  for (const id of working) {
    const seen = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { place, area } = places.get(at)!;
      const cost = costs.get(place) ?? { area, self_ms: 0, total_ms: 0 };
      costs.set(place, cost);
      if (at === id) cost.self_ms += ms;
      if (!seen.has(place)) cost.total_ms += ms;
      seen.add(place);
    }
  }
  return [...costs].map(([place, cost]) => ({ place, ...cost })).sort((a, b) => b.self_ms - a.self_ms);
}

/** Self time by area: a folder of the engine, a package, Node itself. */
export function areaCosts(costs: readonly FunctionCost[]): { readonly area: string; readonly self_ms: number }[] {
  const areas = new Map<string, number>();
  for (const { area, self_ms } of costs) areas.set(area, (areas.get(area) ?? 0) + self_ms);
  return [...areas].map(([area, self_ms]) => ({ area, self_ms })).sort((a, b) => b.self_ms - a.self_ms);
}

function placeOf({ callFrame }: ProfileNode): { readonly place: string; readonly area: string } {
  const name = callFrame.functionName || "(anonymous)";
  if (callFrame.url === "") return { place: name, area: name === "(garbage collector)" ? name : "V8" };
  if (callFrame.url.startsWith("node:")) return { place: `${name} ${callFrame.url}`, area: "Node" };
  const { file, line } = sourceOf(callFrame.url, callFrame.lineNumber, callFrame.columnNumber);
  return { place: `${name} ${file}:${line}`, area: areaOf(file) };
}

function areaOf(file: string): string {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
  return (
    name ??
    file
      .split("/")
      .slice(0, 3)
      .join("/")
      .replace(/\/[^/]+\.ts$/, "")
  );
}

const MAPS = new Map<string, SourceMap | null>();

function sourceOf(url: string, line: number, column: number): { readonly file: string; readonly line: number } {
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!MAPS.has(path)) {
    const hasMap = existsSync(`${path}.map`);
    MAPS.set(path, hasMap ? new SourceMap(JSON.parse(readFileSync(`${path}.map`, "utf8"))) : null);
  }
  const entry = MAPS.get(path)?.findEntry(line, column);
  if (!entry || !("originalSource" in entry)) return { file: relative(ROOT, path), line: line + 1 };
  return { file: entry.originalSource.replace(/^(\.\.\/)+/, ""), line: entry.originalLine + 1 };
}
