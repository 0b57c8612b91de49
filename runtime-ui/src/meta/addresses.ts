/** Addresses of all places inside one organization; every place can be shared and reopened by its address. */
export interface Addresses {
  readonly home: string;
  readonly module: (module: string) => string;
  readonly list: (doctype: string, query?: Readonly<Record<string, string>>) => string;
  readonly create: (doctype: string, query?: Readonly<Record<string, string>>) => string;
  readonly document: (doctype: string, id: string, query?: Readonly<Record<string, string>>) => string;
  readonly single: (doctype: string) => string;
  readonly report: (report: string, query?: Readonly<Record<string, string>>) => string;
  readonly importer: (importer: string) => string;
  readonly page: (page: string) => string;
}

function withQuery(path: string, query: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(query).toString();
  return text ? `${path}?${text}` : path;
}

export function addressesOf(slug: string): Addresses {
  const root = `/o/${slug}`;
  return {
    home: root,
    module: (module) => `${root}/m/${module}`,
    list: (doctype, query) => withQuery(`${root}/d/${doctype}`, query),
    create: (doctype, query) => withQuery(`${root}/d/${doctype}/new`, query),
    document: (doctype, id, query) => withQuery(`${root}/d/${doctype}/${id}`, query),
    single: (doctype) => `${root}/s/${doctype}`,
    report: (report, query) => withQuery(`${root}/r/${report}`, query),
    importer: (importer) => `${root}/i/${importer}`,
    page: (page) => `${root}/p/${page}`,
  };
}
