import { expect, test } from "@jest/globals";
import fieldSchema from "../../engine/contract/schemas/field.schema.json" with { type: "json" };
import { codeOf, productFiles } from "./support/sources.ts";

/** Every field type, as the metadata language declares them. */
const FIELD_TYPES = new Set(
  [...JSON.stringify(fieldSchema).matchAll(/"type":\{"(?:const":"(\w+)"|enum":\[([^\]]+)\])/g)].flatMap(
    ([, one, many]) => (one ? [one] : [...(many ?? "").matchAll(/\w+/g)].map(([name]) => name)),
  ),
);

/** From here on a list sorts field types rather than telling one or two apart. */
const NAMED_MAX = 2;

/** Lists that a new field type need not be added to. */
const MAY_LIST: Readonly<Record<string, string>> = {
  "engine/contract/types/generated/metadata.ts": "is written from the schemas",
  "engine/contract/expression/functions/date-functions.ts": "is about types of expressions, which are fewer",
  "runtime-ui/src/reports/report-cell-text.ts": "is about columns of reports, whose types are their own",
};

/** What the type checker does not hold against the set of all types: arrays, maps by any text … */
const OPEN_LISTS: readonly RegExp[] = [/\[([^[\]{}()]*)\]/g, /Record<string,[^={]*=\s*\{([^{}]*)\}/g];
/** … and switches with a default. The engine has some, over the few types that are stored or checked apart. */
const OPEN_SWITCH = /switch \([\w.]+\) \{((?:(?!\n {2}\}|switch)[\s\S])*?)default:/g;

const openLists = (file: string) => (file.startsWith("engine/") ? OPEN_LISTS : [...OPEN_LISTS, OPEN_SWITCH]);

const NAMES = /(?:^|[\s,[])["']?([a-z]\w*)["']?(?=\s*(?:[,:]|$))/g;

function listedTypes(list: string): readonly string[] {
  const names = list.includes("case ")
    ? [...list.matchAll(/case "(\w+)"/g)].map(([, name]) => name!)
    : [...list.matchAll(NAMES)].map(([, name]) => name!);
  return names.length > 0 && names.every((name) => FIELD_TYPES.has(name)) ? names : [];
}

test("field types are sorted in tables that the type checker holds complete, in no list of their own", () => {
  expect(FIELD_TYPES.size).toBeGreaterThan(30);
  const open = productFiles
    .filter((file) => !Object.hasOwn(MAY_LIST, file))
    .flatMap((file) =>
      openLists(file)
        .flatMap((list) => [...codeOf(file).matchAll(list)].map(([, names = ""]) => listedTypes(names)))
        .filter((names) => names.length > NAMED_MAX)
        .map((names) => `${file}: ${names.join(", ")}`),
    );
  expect(open).toEqual([]);
});
