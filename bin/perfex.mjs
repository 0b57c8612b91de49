#!/usr/bin/env node
// `npx perfex …` and `npm start`: the command line, built anew where its sources changed.
import { pathToFileURL } from "node:url";
import { prepareProgram } from "../scripts/program.mjs";

process.setSourceMapsEnabled(true);
await import(pathToFileURL(await prepareProgram()).href);
