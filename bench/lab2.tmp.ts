import { readFileSync } from "node:fs";
import { functionCosts } from "./profile/top-functions.ts";
const { profile, cpu_ms } = JSON.parse(readFileSync(process.argv[2]!, "utf8"));
const costs = functionCosts(profile, cpu_ms);
const all = costs.reduce((s, c) => s + c.self_ms, 0);
const re = new RegExp(process.argv[3] ?? "engine/(documents|ledgers|database)");
for (const c of costs.filter((c) => re.test(c.place)).slice(0, Number(process.argv[4] ?? 60))) console.log((100 * c.self_ms / all).toFixed(2).padStart(6), (100 * c.total_ms / all).toFixed(2).padStart(6), c.place);
