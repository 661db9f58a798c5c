/** Every path of the UI. The server answers each with the page: `src/http/web.ts`. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  firstSignIn: '/first-sign-in',
  leads: '/leads',
  lead: '/leads/$leadId',
  people: '/people',
  person: '/people/$userId',
  offboard: '/people/$userId/offboard',
  requests: '/requests',
  request: '/requests/$requestId',
  radar: '/radar',
  settings: '/settings',
} as const;

/** The path of one of many. */
export function fillPath(path: (typeof paths)['lead' | 'person' | 'request'], id: number): string {
  return path.replace(/\$\w+/, String(id));
}
