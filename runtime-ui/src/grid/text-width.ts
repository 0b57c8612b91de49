/** Pixels of an average character of a cell and of a column's name, and of what stands around a text. */
const CHARACTER = 7.9;
const CHARACTER_OF_NAME = 6.6;
const PADDING = 28;

/** Room that a text of that many characters takes in a cell, in pixels. */
export const textWidth = (length: number): number => Math.ceil(length * CHARACTER + PADDING);

/** Room that a column's name of that many characters takes, in pixels. */
export const nameWidth = (length: number): number => Math.ceil(length * CHARACTER_OF_NAME + PADDING);
