/** Twenty cents a day. */
export const lateFee = ({ days }: { readonly days: number }) => ({ fee: (days * 0.2).toFixed(2) });
