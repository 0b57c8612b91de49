#!/usr/bin/env node
// `npx perfex …`: the same command line as `npm start`, with TypeScript loaded on the fly.
import { register } from "tsx/esm/api";

register();
await import("../engine/app/main.ts");
