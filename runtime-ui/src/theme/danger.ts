/** The button of what cannot be taken back: white is read on it at 4.5:1, by day and in the dark. */
export const DANGER = "red.8";
