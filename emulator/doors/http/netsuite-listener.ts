/** Brings each HTTP request to the emulator, and its answer back. */
import type { Emulator } from "../../emulator.ts";
import { type Outgoing, writeResponse } from "../write-response.ts";
import type { Closing } from "./closing.ts";
import { calledUrl, engineHeaders, type Incoming } from "./incoming.ts";
import { readBody } from "./read-body.ts";
import { refuseAtDoor } from "./refuse-at-door.ts";

export type NetSuiteListener = (request: Incoming, response: Outgoing) => void;

export interface ListenerOptions {
  readonly emulator: Emulator;
  readonly closing: Closing;
  readonly compress: boolean;
}

export function createNetSuiteListener(options: ListenerOptions): NetSuiteListener {
  return (request, response) => {
    answer(options, request, response).catch(() => refuseAtDoor(request, response, "unexpected"));
  };
}

async function answer(
  { emulator, closing, compress }: ListenerOptions,
  request: Incoming,
  response: Outgoing,
): Promise<void> {
  const body = await readBody(request);
  if (body.kind === "lost") return;
  if (body.kind === "refused") return refuseAtDoor(request, response, body.key);
  const headers = engineHeaders(request);
  const asked = {
    method: request.method ?? "GET",
    url: calledUrl(request),
    headers,
    body: body.bytes,
    receivedAt: emulator.clock.now(),
    givenUp: closing.givenUp,
  };
  const encodings = compress ? headers["accept-encoding"] : undefined;
  await emulator.handle(asked, (reply) =>
    writeResponse(reply, { response, clock: emulator.clock, encodings, isLast: closing.hasBegun }),
  );
}
