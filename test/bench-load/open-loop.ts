/** Signed requests at a steady rate, each at its moment, before a server that does nothing. */
import { median } from "../../emulator/bench/load.ts";
import type { Row } from "../../emulator/bench/row.ts";
import { signRequest } from "../../integration/index.ts";
import { runOpenLoop } from "../../loadtest/index.ts";
import { startNode } from "../processes.ts";

const PER_SECOND = 5_000;
const SECONDS = 8;
const WARM_UP_PER_SECOND = PER_SECOND / 2;
const ROUNDS = 5;
const MOST_LATE_MS = 10;
const PATH = "/services/rest/record/v1/salesOrder/1";
const CREDENTIALS = { consumerKey: "key", consumerSecret: "secret", tokenId: "id", tokenSecret: "secret" };

export async function openLoop(share: number): Promise<readonly Row[]> {
  const server = startNode(["test/bench-load/bare-server.mjs"]);
  const url = String((await server.line((line) => "url" in line))["url"]);
  const request = () => signed(url);
  // The engine and its connections are new at first, as they are to every run's first second.
  await runOpenLoop({ url, dueAt: steadily(WARM_UP_PER_SECOND, SECONDS * share), request });
  const dueAt = steadily(PER_SECOND, SECONDS * share);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runOpenLoop({ url, dueAt, request }));
  await server.end("SIGTERM");
  const late = median(rounds.map(({ lateness }) => lateness.p99Ms));
  const dropped = median(rounds.map((round) => round.dropped + round.unanswered));
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

const steadily = (perSecond: number, seconds: number): Float64Array =>
  Float64Array.from({ length: perSecond * seconds }, (_, n) => (n * 1_000) / perSecond);

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
