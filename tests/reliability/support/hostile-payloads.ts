/** Texts that did harm somewhere, by what they hoped for. */
export const HOSTILE: Readonly<Record<string, readonly string[]>> = {
  sql: [
    "'; drop table party; --",
    "1' or '1'='1",
    '"; delete from posting; --',
    "\\'; select pg_sleep(9); --",
    "$1 %s %_\\ ?",
    "') union select password_hash from platform.users --",
  ],
  html: [
    "<script>globalThis.polluted = 1</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "</td></table></title></style><b>bold",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; &#60;",
  ],
  template: [
    "{{7*7}}",
    "{{{constructor.constructor('globalThis.polluted = 1')()}}}",
    "{{#each this}}{{@key}}{{/each}}",
    "${globalThis.polluted = 1}",
    "<%= 7*7 %>",
    "{year(issue_date)}-{00000}",
  ],
  prototype: ["__proto__", "constructor", "toString", '{"__proto__":{"polluted":1}}', "constructor.prototype.polluted"],
  traversal: ["../../../../etc/passwd", "..\\..\\win.ini", "%2e%2e%2fetc%2fpasswd", "file:///etc/passwd", "/dev/null"],
  formula: ["=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x.example","y")', "'=1+1"],
  unicode: [
    "NUL \u0000 inside",
    "\u0000",
    "lone \ud800 high",
    "\udc00 lone low",
    "e\u0301 is not \u00e9",
    "\u202eright to left",
    "\ufeffmark",
    "🧨🇫🇷👩‍👩‍👧",
    "line\u2028and\u2029paragraph",
    "zero\u200bwidth",
    "\ufffe\uffff",
    "\u0001\u001b[31m\u007f",
  ],
  shape: ["  kept  ", "a\r\nx-injected: 1", "NaN", "1e309", "null", "[]", "true", "x".repeat(5000)],
};

export const EVERY_PAYLOAD: readonly string[] = Object.values(HOSTILE).flat();
