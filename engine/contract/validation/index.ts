// The part of the contract that needs Ajv and the file system; everything else in the contract also runs in a browser.
export { SCHEMA_NAMES, type SchemaName, schemaOf } from "./schemas.ts";
export { soundPart } from "./sound-part.ts";
export { templatePathFindings } from "./template-path-findings.ts";
export { validateArtefact, validateFile } from "./validate-artefact.ts";
export { validateJson } from "./validate-json.ts";
