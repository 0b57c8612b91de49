// Written by `node --import tsx scripts/generate-metadata.ts` from the function's declaration; change that instead.
export interface ShareOutInput {
    readonly whole: string;
    readonly decimals: string;
    readonly parts: readonly {
        readonly exact: string;
    }[];
}
export interface ShareOutOutput {
    readonly rows: readonly {
        readonly part: string;
    }[];
}
