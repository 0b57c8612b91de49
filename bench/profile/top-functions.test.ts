import { expect, test } from "@jest/globals";
import { areaCosts, functionCosts } from "./top-functions.ts";

const node = (id: number, functionName: string, children: number[] = [], url = "") => ({
  id,
  callFrame: { functionName, url, lineNumber: 0, columnNumber: 0 },
  children,
});

test("time is told per function, alone and with what it calls, a recursion once, idle time never", () => {
  const profile = {
    nodes: [
      node(1, "(root)", [2, 5]),
      node(2, "outer", [3], "file:///x/node_modules/pg/lib/client.js"),
      node(3, "inner", [4], "node:net"),
      node(4, "inner", [], "node:net"),
      node(5, "(idle)"),
    ],
    samples: [2, 3, 4, 4, 5, 5, 5],
  };
  const costs = functionCosts(profile, 8);
  const of = (name: string) => costs.find(({ place }) => place.startsWith(name));
  expect(of("inner")).toMatchObject({ self_ms: 6, total_ms: 6, area: "Node" });
  expect(of("outer")).toMatchObject({ self_ms: 2, total_ms: 8, area: "pg" });
  expect(of("(idle)")).toBeUndefined();
  expect(areaCosts(costs)).toEqual([
    { area: "Node", self_ms: 6 },
    { area: "pg", self_ms: 2 },
    { area: "V8", self_ms: 0 },
  ]);
});
