/** Pixels of an average character at the grid's size, and of what stands around a cell's text. */
const CHARACTER = 7.9;
const PADDING = 28;

/** Room that a text of that many characters takes in a cell, in pixels. */
export const textWidth = (length: number): number => Math.ceil(length * CHARACTER + PADDING);
