/** A request with its URL and its login already read. */
import { type OAuthHeader, parseOAuthHeader } from "../auth/oauth-header.ts";
import { type ErrorForm, errorFormOf } from "../errors/error-form.ts";
import { withoutSecretParameters } from "../journal/secrets.ts";
import { type Channel, channelOf } from "./channel.ts";
import type { EngineRequest } from "./exchange.ts";

export interface Call {
  readonly request: EngineRequest;
  /** Undefined when the request line holds no URL at all. */
  readonly url: URL | undefined;
  readonly channel: Channel;
  /** How this caller is told no. */
  readonly errorForm: ErrorForm;
  readonly header: OAuthHeader;
}

export function openCall(request: EngineRequest): Call {
  const method = request.method.toUpperCase();
  const url = urlOf(request.url);
  const channel = channelOf(url?.pathname ?? "");
  return {
    request: method === request.method ? request : { ...request, method },
    url,
    channel,
    errorForm: errorFormOf(channel, request.headers["content-type"]),
    header: parseOAuthHeader(request.headers["authorization"]),
  };
}

/** Most requests hold one, so it is read without a look beforehand. */
function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Path and query as the client called them, for logs; secrets in the query are taken out. */
export const pathOf = ({ url, request }: Call): string =>
  withoutSecretParameters(url === undefined ? request.url : `${url.pathname}${url.search}`);
