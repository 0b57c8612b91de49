/** Properties that say over which records their neighbours are read: without them nothing beside them has a meaning. */
export const SUBJECTS = /\/(id|document|doctype|ledger|each|from|source)$/;
