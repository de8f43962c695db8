/**
 * The doors, served without the framework: nothing is knocked at as often, and each of its layers costs every webhook. Whatever
 * is no webhook goes on to the app behind.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import getRawBody from "raw-body";
import type { Clock } from "../clock.ts";
import type { WebhookSource } from "../flows/flow.ts";
import { type Acceptance, accept } from "./accept.ts";
import { answerJson, answerRefusal, type OnRefused, Refused } from "./refusal.ts";
import type { Webhook, WebhookDoor } from "./webhook.ts";

export interface DoorOptions extends Acceptance {
  readonly clock: Clock;
  /** A larger body is answered with 413, and what is left of it is thrown away. */
  readonly maxBodyBytes: number;
  readonly onRefused: OnRefused;
}

interface Doorway {
  readonly door: WebhookDoor;
  readonly sources: readonly WebhookSource[];
}

export function listenAtDoors(
  doors: ReadonlyMap<WebhookDoor, readonly WebhookSource[]>,
  options: DoorOptions,
  behind: RequestListener,
): RequestListener {
  const findDoor = doorFinder(doors);
  return (request, response) => {
    const path = pathOf(request);
    const doorway = request.method === "POST" ? findDoor(path) : undefined;
    if (doorway === undefined) return behind(request, response);
    takeIn(request, response, { ...doorway, options }).catch((error) =>
      answerRefusal(response, { error, path, onRefused: options.onRefused }),
    );
  };
}

async function takeIn(
  request: IncomingMessage,
  response: ServerResponse,
  { door, sources, options }: Doorway & { readonly options: DoorOptions },
): Promise<void> {
  const raw = await readBody(request, options.maxBodyBytes);
  const webhook: Webhook = { raw, headers: request.headers, receivedAt: options.clock.now() };
  const refusal = door.refusalOf(webhook);
  if (refusal !== null) throw new Refused(refusal);
  const source = sources.find((each) => each.takes(webhook));
  if (source === undefined) throw new Refused("TOPIC_NOT_SERVED");
  const { id, duplicate } = await accept(await source.toIncoming(webhook), options);
  answerJson(response, 200, { accepted: true, entry: id, duplicate });
}

/** Whatever the content type: the signature is over bytes, and a body that is not JSON is kept too. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") throw new Refused("BODY_ENCODED");
  return getRawBody(request, { length: request.headers["content-length"] ?? null, limit });
}

const pathOf = ({ url = "/" }: IncomingMessage): string => url.split("?", 1)[0] ?? url;

/** By the address as people write it: in any case, with or without a slash behind it. */
function doorFinder(doors: ReadonlyMap<WebhookDoor, readonly WebhookSource[]>) {
  const doorways = [...doors].map(([door, sources]): Doorway & { readonly at: string } => ({
    ...{ door, sources },
    at: door.path.toLowerCase(),
  }));
  return (path: string): Doorway | undefined => {
    const asked = path.toLowerCase();
    return doorways.find(
      ({ door, at }) => asked === at || asked === `${at}/` || (door.andBelow && asked.startsWith(`${at}/`)),
    );
  };
}
