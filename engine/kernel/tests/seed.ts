/** Random cases are the same in every run, so that a failure comes again; another number tries others. */
export const SEED = Number(process.env["PERFEX_FUZZ_SEED"] ?? 20_260_315);
