// The part of the contract that needs Ajv and the file system; everything else in the contract also runs in a browser.
export { loadSchema, SCHEMA_FOLDER, SCHEMA_KINDS, type SchemaKind, SHARED_SCHEMAS } from "./schemas.ts";
export { validateArtefact, validateFile } from "./validate-artefact.ts";
export { validateJson } from "./validate-json.ts";
