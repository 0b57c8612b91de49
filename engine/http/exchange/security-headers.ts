import type { IncomingMessage, ServerResponse } from "node:http";
import helmet from "helmet";

/** Scripts only from our own files; styles may stand in attributes, which the component library needs. */
export const pageSecurity = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'", "'unsafe-inline'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'", "data:"],
      "connect-src": ["'self'"],
      "frame-src": ["'self'"],
      "worker-src": ["'self'", "blob:"],
      "manifest-src": ["'self'"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      "object-src": ["'none'"],
    },
  },
  referrerPolicy: { policy: "same-origin" },
});

const apiSecurity = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { "default-src": ["'none'"], "frame-ancestors": ["'none'"] },
  },
  referrerPolicy: { policy: "no-referrer" },
});

/** Headers of every API answer, and of pages a route answers itself. They depend on nothing in the request, so Helmet is asked once. */
export const API_SECURITY_HEADERS: Readonly<Record<string, string>> = {
  ...collectHeaders(apiSecurity),
  "cache-control": "no-store",
};
export const PAGE_SECURITY_HEADERS = collectHeaders(pageSecurity);

function collectHeaders(security: ReturnType<typeof helmet>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  security({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}
