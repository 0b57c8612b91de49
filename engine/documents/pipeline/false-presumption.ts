/**
 * Raised inside, never answered: what was presumed of a document, as it is so of most, is not so of this one. Nothing was written;
 * it takes the plan that presumes nothing.
 */
export class FalsePresumption extends Error {}
