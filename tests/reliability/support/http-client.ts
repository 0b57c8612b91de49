export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The bytes as text; also where the answer is JSON. */
  readonly text: string;
  /** Empty when the answer is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Client {
  readonly token: string;
  /** `body`: an object is sent as JSON, a text or bytes as they are (declared as JSON), a form as multipart. */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** POST that must succeed; its JSON. */
  make(
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, unknown>>>;
}

export interface ClientOptions {
  readonly url: string | (() => string);
  readonly token: string;
  /** Slug for `X-Organization`. */
  readonly organization?: string;
}

/** Speaks HTTP as one signed-in person. */
export function createClient({ url, token, organization }: ClientOptions): Client {
  const call: Client["call"] = async (method, path, body, headers = {}) => {
    const base = typeof url === "string" ? url : url();
    const isForm = body instanceof FormData;
    const response = await fetch(base + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(organization !== undefined && { "x-organization": organization }),
        ...(body !== undefined && !isForm && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: encoded(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  };
  const post: Client["post"] = (path, body = {}, headers) => call("POST", path, body, headers);
  return {
    token,
    call,
    get: (path, headers) => call("GET", path, undefined, headers),
    post,
    async make(path, body, headers) {
      const reply = await post(path, body, headers);
      if (reply.status >= 300) throw new Error(`POST ${path} → ${reply.status} ${reply.text}`);
      return reply.body;
    },
  };
}

function encoded(body: unknown): RequestInit["body"] {
  if (typeof body === "string" || body instanceof Uint8Array || body instanceof FormData)
    return body as string | FormData;
  return JSON.stringify(body);
}
