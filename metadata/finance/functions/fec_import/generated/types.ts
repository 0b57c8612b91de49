// Written by `node --import tsx scripts/generate-metadata.ts` from the function's declaration; change that instead.
export interface FecImportInput {
    readonly file_name: string;
    readonly bytes: string;
    readonly options?: {
        readonly opening?: ("auto" | "import" | "skip");
    };
    readonly known: {
        readonly accounts: readonly {
            readonly id: string;
            readonly code: string;
            readonly nature: string;
            readonly type: string;
            readonly normal_side: string;
            readonly statement_line: (string | null);
            readonly is_reconcilable: (boolean | null);
            readonly is_group: (boolean | null);
            readonly is_active: (boolean | null);
        }[];
        readonly journals: readonly {
            readonly id: string;
            readonly code: string;
            readonly type: string;
        }[];
        readonly parties: readonly {
            readonly id: string;
            readonly code: (string | null);
        }[];
        readonly entries: readonly {
            readonly id: string;
            readonly import_key: (string | null);
        }[];
        readonly first_entry: readonly {
            readonly id: string;
            readonly date: string;
        }[];
    };
}
export interface FecImportOutput {
    readonly summary: {
        readonly [k: string]: string | number | null;
    };
    readonly findings: readonly {
        readonly severity: ("error" | "warning" | "info");
        readonly code: string;
        readonly line: (number | null);
        readonly message: {
            readonly fr: string;
            readonly en: string;
        };
    }[];
    readonly effects: readonly ({
        readonly create: ("journal" | "account" | "party" | "journal_entry");
        readonly rows: readonly object[];
        readonly key?: string;
        readonly submit?: boolean;
    } | {
        readonly submit: "journal_entry";
        readonly ids: readonly string[];
    })[];
}
