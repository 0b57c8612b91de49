import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { mustExist } from "../../kernel/index.ts";
import type { Finding } from "../finding.ts";
import { type ArtefactKind, KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { findingsOf } from "./schema-findings.ts";
import { SCHEMA_NAMES, schemaOf, schemaPlace } from "./schemas.ts";
import { templateFindings } from "./template-findings.ts";
import { declaredSchemaFindings } from "./validate-json.ts";

/** Annotations of ours inside the schemas. */
const ANNOTATIONS = ["x-description-fr", "x-what", "x-programs", "tsType"];

let ajv: Ajv2020 | undefined;

/** Compiled on first use: a process that never checks metadata pays nothing. */
function validatorOf(kind: ArtefactKind): ValidateFunction {
  ajv ??= createAjv();
  return mustExist(ajv.getSchema(schemaPlace(kind)), `the schema of ${kind}`);
}

function createAjv(): Ajv2020 {
  const created = new Ajv2020({
    allErrors: true,
    verbose: true,
    discriminator: true,
    ownProperties: true,
    strictTypes: false,
    // Schemas are compiled once per process and run on a few hundred files: compiling fast matters more than running fast.
    inlineRefs: false,
    code: { optimize: false },
  });
  created.addVocabulary(ANNOTATIONS);
  for (const name of SCHEMA_NAMES) created.addSchema(schemaOf(name), schemaPlace(name));
  return created;
}

/** Checks one artefact against its schema. One mistake is one finding. */
export function validateArtefact(kind: ArtefactKind, json: unknown, file = ""): readonly Finding[] {
  const validate = validatorOf(kind);
  const { schemasIn = [], writtenIn }: Kind = KINDS[kind];
  if (!validate(json)) return findingsOf(validate.errors ?? [], file);
  if (writtenIn === "handlebars") return templateFindings((json as { readonly text: string }).text, file);
  return declaredSchemaFindings(json, schemasIn, file);
}

const validated = new WeakMap<MetadataFile, readonly Finding[]>();

/** The same for a metadata file; a file that was looked at once is not looked at again. */
export function validateFile(file: MetadataFile): readonly Finding[] {
  const known = validated.get(file) ?? validateArtefact(file.kind, file.json, file.path);
  validated.set(file, known);
  return known;
}
