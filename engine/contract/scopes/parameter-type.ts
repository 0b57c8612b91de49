import type { ExprType } from "../expression/index.ts";
import { optionType } from "../fields/expression-type.ts";
import type { ReportParameter } from "../types/index.ts";

/** Type an expression sees when it reads `params.<name>`. */
export function parameterType(param: ReportParameter): ExprType {
  switch (param.type) {
    case "link":
      return { kind: "record", doctype: param.to ?? "" };
    case "integer":
      return { kind: "number", scale: 0 };
    case "choice":
      return param.options ? optionType(param.options) : { kind: "text" };
    default:
      return { kind: param.type };
  }
}
