/** Serves an emulator to unit tests through msw, without any port. Import this file only where msw is installed. */
import { HttpResponse, http, type RequestHandler } from "msw";
import type { Clock } from "../clock.ts";
import type { Emulator } from "../emulator.ts";
import { isCut, paced } from "../exchange/body-pace.ts";
import type { EngineResponse } from "../exchange/exchange.ts";

/** NetSuite's hosts, and NetSuite's paths wherever they are called. */
const NETSUITE =
  /^https?:\/\/(?:[^/:]+\.)?netsuite\.com(?:[:/?]|$)|^[^?]*\/(?:services\/rest|app\/site\/hosting\/restlet\.nl|rest\/(?:datacenterurls|tokeninfo))(?:[/?]|$)/;

/**
 * Handlers for `setupServer(...drydockHandlers(emulator))`: global `fetch` and `node:http` reach the emulator at every
 * NetSuite host and path. msw sees nothing of undici's own `request`, `fetch` and `Pool`, which would go to the real
 * host: give those `drydockDispatcher(emulator)`.
 */
export function drydockHandlers(emulator: Emulator): readonly RequestHandler[] {
  return [
    http.all(NETSUITE, async ({ request }) => {
      const answer = await emulator.handle({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: new Uint8Array(await request.arrayBuffer()),
        receivedAt: emulator.clock.now(),
      });
      if (answer.reset === true) return HttpResponse.error();
      const { status, headers } = answer;
      return new HttpResponse(bodyOf(answer, emulator.clock), { status, headers: { ...headers } });
    }),
  ];
}

function bodyOf({ status, body, pace }: EngineResponse, clock: Clock): string | ReadableStream | null {
  if (status === 204) return null;
  if (pace === undefined) return body;
  const chunks = paced(Buffer.from(body), pace, clock);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done !== true) controller.enqueue(value);
      else if (isCut(pace, body)) controller.error(new TypeError("terminated"));
      else controller.close();
    },
  });
}
