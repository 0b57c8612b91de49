// The whole Jest transform: TypeScript to ESM by esbuild, with inline source maps. ts-jest does not run with newer compilers.
import { transformSync } from "esbuild";

export default {
  process(source, filename, { transformerConfig: { target } }) {
    const loader = filename.endsWith(".tsx") ? "tsx" : "ts";
    const { code } = transformSync(source, {
      loader,
      format: "esm",
      target,
      sourcemap: "inline",
      sourcefile: filename,
      jsx: "automatic",
    });
    return { code };
  },
};
