/** Signed requests at a steady rate, each at its moment, before a server that does next to nothing. */
import { median } from "../../emulator/bench/load.ts";
import type { Row } from "../../emulator/bench/row.ts";
import { signRequest } from "../../integration/index.ts";
import { runOpenLoop } from "../../loadtest/index.ts";
import { startNode } from "../processes.ts";

const PER_SECOND = 5_000;
const SECONDS = 8;
const ROUNDS = 3;
const MOST_LATE_MS = 10;
const PATH = "/services/rest/record/v1/salesOrder/1";
const CREDENTIALS = { consumerKey: "key", consumerSecret: "secret", tokenId: "id", tokenSecret: "secret" };

export async function openLoop(share: number): Promise<readonly Row[]> {
  const server = startNode(["emulator/bench/express-server.mjs"]);
  const url = String((await server.line((line) => "url" in line))["url"]);
  const dueAt = Float64Array.from(
    { length: PER_SECOND * SECONDS * share },
    (_, n) => (n * 1_000) / PER_SECOND,
  );
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await runOpenLoop({ url, dueAt, request: () => signed(url) }));
  }
  await server.end("SIGTERM");
  const late = median(rounds.map(({ lateness }) => lateness.p99Ms));
  const dropped = rounds.reduce((sum, round) => sum + round.dropped + round.unanswered, 0);
  return [
    {
      what: `${PER_SECOND.toLocaleString("en-US")} signed requests/s, lateness p99`,
      figure: `${late.toFixed(1)} ms`,
      compared: `${dropped} dropped or unanswered`,
      goal: `<= ${MOST_LATE_MS} ms, 0`,
      met: late <= MOST_LATE_MS && dropped === 0,
    },
  ];
}

function signed(url: string) {
  const authorization = signRequest({
    method: "GET",
    url: url + PATH,
    realm: "1234567",
    credentials: CREDENTIALS,
    now: Date.now(),
  });
  return { method: "GET", path: PATH, headers: { authorization } } as const;
}
