/** Shortest password accepted; the server decides, this only spares a round trip. */
export const PASSWORD_LENGTH_MIN = 10;
