/** Where the API gives a list, or a table: `path` under its address, such as `leads.csv`, by the filters of `query`. */
export function listAddress(path: string, query: object): string {
  const members = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== undefined) members.append(name, String(each));
  }
  return `/api/v1/${path}${members.size > 0 ? `?${members}` : ''}`;
}
