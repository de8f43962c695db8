/** Sends a webhook as the shop does, and waits for the answer. */
import { request } from "undici";
import type { Webhook } from "./shop.ts";

export interface Delivery {
  readonly status: number;
  readonly body: string;
}

/** @throws when no answer comes, or none within this many ms */
export async function sendWebhook(
  url: string,
  webhook: Webhook,
  { answerWithinMs = null }: { readonly answerWithinMs?: number | null } = {},
): Promise<Delivery> {
  const answer = await request(url, { method: "POST", ...webhook, headersTimeout: answerWithinMs });
  return { status: answer.statusCode, body: await answer.body.text() };
}
