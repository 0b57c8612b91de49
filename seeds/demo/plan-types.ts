/** The demo company's history before it is written: plain data, amounts in cents, documents named by keys. */

export interface PlannedParty {
  readonly code: string;
  readonly name: string;
  readonly role: "customer" | "supplier";
  /** Values of the party besides code, name and role; links by code. */
  readonly details: Readonly<Record<string, string>>;
  /** How often it buys, relative to the others. */
  readonly weight: number;
  readonly terms: "COMPTANT" | "30J" | "45J_FDM" | "60J";
  /** Days after the due date its payments usually come. */
  readonly lateness: number;
  /** Pays all it owes once a month. */
  readonly paysMonthly: boolean;
  /** VAT code that replaces the items' own. */
  readonly tax?: string;
}

export interface PlannedItem {
  readonly code: string;
  readonly name: string;
  readonly item_group: string;
  readonly kind: "goods" | "service";
  readonly unit: string;
  /** Text of a decimal. */
  readonly sale_price: string;
  readonly sale_tax: string;
}

export interface PlannedLine {
  readonly item: PlannedItem;
  readonly quantity: number;
  readonly discountPercent: number;
  readonly tax: string;
}

export interface Totals {
  readonly net: number;
  readonly vat: number;
  readonly grand: number;
  /** Net cents by income account. */
  readonly byAccount: Readonly<Record<string, number>>;
}

export interface PlannedInvoice {
  readonly key: string;
  readonly date: string;
  readonly dueDate: string;
  readonly customer: PlannedParty;
  readonly lines: readonly PlannedLine[];
  readonly totals: Totals;
  readonly costCenter: string;
  readonly reference: string | null;
  /** Left as a draft. */
  readonly isDraft: boolean;
}

export interface PlannedCreditNote {
  readonly date: string;
  readonly invoice: PlannedInvoice;
  readonly lines: readonly PlannedLine[];
  readonly totals: Totals;
  readonly reason: string;
}

export interface PlannedPayment {
  readonly date: string;
  readonly direction: "received" | "paid";
  readonly party: PlannedParty;
  readonly method: string;
  readonly amount: number;
  readonly reference: string;
  readonly allocations: readonly {
    /** Key of an invoice; absent: the due date itself is settled. */
    readonly invoice?: string;
    readonly dueDate?: string;
    readonly amount: number;
    readonly writeOff: number;
  }[];
}

export interface PlannedEntry {
  readonly date: string;
  readonly journal: string;
  readonly label: string;
  readonly reference: string | null;
  readonly origin?: "opening" | "closing";
  readonly lines: readonly PlannedEntryLine[];
}

export interface PlannedEntryLine {
  readonly account: string;
  readonly party?: PlannedParty;
  /** Cents; exactly one of the two is above zero. */
  readonly debit?: number;
  readonly credit?: number;
  readonly dueDate?: string;
  readonly costCenter?: string;
  readonly tax?: string;
}

export interface DemoPlan {
  readonly today: string;
  /** First day: of a month, and of the first fiscal year. */
  readonly start: string;
  /** Last day of the first fiscal year, which is closed. */
  readonly firstYearEnd: string;
  readonly parties: readonly PlannedParty[];
  readonly items: readonly PlannedItem[];
  /** All in order of their dates. */
  readonly invoices: readonly PlannedInvoice[];
  readonly creditNotes: readonly PlannedCreditNote[];
  readonly payments: readonly PlannedPayment[];
  readonly entries: readonly PlannedEntry[];
}
