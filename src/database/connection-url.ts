/** The same way to the same database with other parameters: of one that is given twice the driver takes the last. */
export function withParameters(url: string, parameters: Readonly<Record<string, string>>): string {
  const [address = ''] = url.split('#');
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(parameters)}`;
}

export function findParameter(url: string, name: string): string | undefined {
  const [address = ''] = url.split('#');
  const [, query = ''] = address.split(/\?(.*)/s);
  return new URLSearchParams(query).getAll(name).at(-1);
}
