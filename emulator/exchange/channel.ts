/** Which of NetSuite's entrances a request came to: it decides who may enter, and how a no is worded. */

export const CHANNELS = [
  /** SuiteTalk REST, and whatever else takes a login. */
  "rest",
  "restlet",
  /** The OAuth 2.0 token endpoints: the request brings its own proof. */
  "oauth2",
  /** Anybody may ask, whatever the load. */
  "open",
] as const;

export type Channel = (typeof CHANNELS)[number];

const ENTRANCES: readonly (readonly [path: string, Channel])[] = [
  ["/app/site/hosting/restlet.nl", "restlet"],
  ["/services/rest/auth/oauth2/v1", "oauth2"],
  ["/rest/datacenterurls", "open"],
];

export function channelOf(pathname: string): Channel {
  const entrance = ENTRANCES.find(([path]) => isAtOrBelow(path, pathname));
  return entrance?.[1] ?? "rest";
}

/** Whether a URL's path leads to this place, or to something below it. */
export const isAtOrBelow = (place: string, pathname: string): boolean =>
  pathname.startsWith(place) && (pathname.length === place.length || pathname[place.length] === "/");

/** Only these take a login and a slot. */
export const takesLogin = (channel: Channel): boolean => channel === "rest" || channel === "restlet";
