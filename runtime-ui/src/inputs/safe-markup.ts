/** Elements that formatted text on the page is made of, from Markdown as from an editor; of any other only its text is shown. */
export const SAFE_ELEMENTS: readonly string[] = [
  ...["p", "br", "div", "h2", "h3", "blockquote", "ul", "ol", "li"],
  ...["b", "strong", "i", "em", "u", "a", "code", "pre", "del", "hr"],
  ...["table", "thead", "tbody", "tr", "th", "td"],
];

/** Addresses a click may safely follow. */
export const SAFE_ADDRESS = /^(https?:|mailto:|tel:|\/)/i;

/** What a link in formatted text has beside its address: it never leads the program itself away. */
export const LINK_PROPS = { target: "_blank", rel: "noreferrer noopener" };
