/** A part of the driver that its type declarations leave out. */
declare module "pg/lib/utils.js" {
  const utils: {
    /** A value as the text that is sent for it. */
    prepareValue(value: unknown): unknown;
  };
  export default utils;
}
