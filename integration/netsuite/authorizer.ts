/** What a call asks for before it may leave: the proof of who sends it. */
import type { HttpOutcome } from "../http/transport.ts";

export type Authorization =
  | { readonly ok: true; readonly header: string }
  /** No access token could be had; nothing of the call itself was sent. */
  | { readonly ok: false; readonly outcome: HttpOutcome };

export interface Authorizer {
  authorize(call: { readonly method: string; readonly url: string }): Promise<Authorization>;
  /** NetSuite refused the login: the next call proves itself anew. */
  refused(): void;
}
