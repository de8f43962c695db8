/** A request and its answer, free of any socket: what every door hands to the engine. */

import type { BodyPace } from "./body-pace.ts";

export interface EngineRequest {
  readonly method: string;
  /** Absolute, exactly as the client called it: its origin comes back in every href. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Aborted when the door gives the request up: its wait ends at once, nothing is saved, nobody is answered. */
  readonly givenUp?: AbortSignal;
}

export interface EngineResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The door destroys the connection instead of answering. */
  readonly reset?: boolean;
  /** Without it the body goes out whole and at once. */
  readonly pace?: BodyPace;
}
