/** How a refusal is written, by the channel that it leaves through. */
import type { Channel } from "../exchange/channel.ts";
import type { ErrorReply } from "./error-reply.ts";
import { oauth2Error } from "./oauth2-error.ts";
import { problemDocument } from "./problem-document.ts";
import type { Refusal } from "./refusal.ts";
import { restletError } from "./restlet-error.ts";
import type { Wording } from "./wording.ts";

/** Without a wording, in the default one. */
export type ErrorForm = (refusal: Refusal, wording?: Wording) => ErrorReply;

/** `contentType` is the request's: a RESTlet answers in the format it was spoken to. */
export function errorFormOf(channel: Channel, contentType: string | undefined): ErrorForm {
  if (channel === "restlet") return (refusal, wording) => restletError(refusal, contentType, wording);
  return channel === "oauth2" ? oauth2Error : problemDocument;
}
