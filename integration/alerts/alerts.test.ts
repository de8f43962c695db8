import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Clock } from "../clock.ts";
import { IntegrationError } from "../errors.ts";
import { acceptDead, aFailure, NOON } from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { startAlerts } from "./alerts.ts";

const HOUR = 3_600_000;

/** A receiver that answers with these statuses in turn, then with 200. */
async function aReceiver(statuses: readonly number[] = []) {
  const received: { event: string; text: string }[] = [];
  const answers = [...statuses];
  let arrived = (): void => undefined;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    received.push(JSON.parse(body));
    response.writeHead(answers.shift() ?? 200).end();
    arrived();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const until = async (count: number) => {
    while (received.length < count) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    return received;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=hush`, until, received };
}

async function watching(url: string, clock: Clock) {
  const { ledger } = await openTemporaryLedger();
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const alerts = startAlerts({ url, clock, ledger, digestHour: 7, timeoutMs: 5_000, onError });
  onTestFinished(() => alerts.stop());
  return { ledger, alerts, errors, observer: alerts.observer };
}

/** Sleeps end at once but for the long one until the digest, which ends with the test or when it is told to. */
function aClock() {
  const slept: number[] = [];
  let dayIsOver = (): void => undefined;
  const clock: Clock = {
    now: () => NOON,
    sleep: (ms, signal) => {
      slept.push(ms);
      if (ms < HOUR) return Promise.resolve();
      return new Promise((resolve) => {
        dayIsOver = resolve;
        signal?.addEventListener("abort", () => resolve(), { once: true });
      });
    },
  };
  return { clock, slept, dayIsOver: () => dayIsOver() };
}

test("an alert is sent again until it is taken, at growing distance", async () => {
  const { url, until } = await aReceiver([503, 500]);
  const { clock, slept } = aClock();
  const { observer } = await watching(url, clock);
  observer.onAccepted?.({ id: 7, failure: aFailure() });
  const received = await until(3);
  expect(received.map(({ event }) => event)).toEqual(["dead-letters", "dead-letters", "dead-letters"]);
  expect(slept.filter((ms) => ms < HOUR)).toEqual([1_000, 2_000]);
});

test("one that nobody takes is given up in the end, without telling the address", async () => {
  const { url, until } = await aReceiver([500, 500, 500, 500, 500, 500]);
  const { observer, errors } = await watching(url, aClock().clock);
  observer.onAccepted?.({ id: 7, failure: aFailure() });
  observer.onAlarm?.({ event: "credentials-refused", at: NOON, message: "NetSuite refuses us." });
  expect((await until(7)).at(-1)).toMatchObject({ event: "credentials-refused" });
  expect(String(errors[0])).toMatch(/given up: it was answered with 500/);
  expect(String(errors[0])).not.toContain("hush");
});

test("a breaker that opens and closes, and a full disk, are told once each", async () => {
  const { url, until } = await aReceiver();
  const { observer } = await watching(url, aClock().clock);
  const full = new IntegrationError({ code: "LEDGER_FULL", message: "full" });
  for (let times = 0; times < 5; times += 1) observer.onError?.(full);
  observer.onAlarm?.({ event: "credentials-refused", at: NOON, message: "NetSuite refuses zoe@example.com" });
  observer.onAccepted?.({ id: 1 });
  observer.onError?.(full);
  const received = await until(3);
  expect(received.map(({ event }) => event)).toEqual(["ledger-full", "credentials-refused", "ledger-full"]);
  expect(JSON.stringify(received)).not.toContain("zoe@");
});

test("once a day everything that waits is told, at its hour", async () => {
  const { url, until } = await aReceiver();
  const { clock, slept, dayIsOver } = aClock();
  const { ledger } = await watching(url, clock);
  await acceptDead(ledger);
  expect(slept).toEqual([19 * HOUR]);
  dayIsOver();
  expect(await until(1)).toMatchObject([{ event: "daily-digest", details: { dead: 1, backlog: 0 } }]);
});

test("a stop does not wait for a receiver that never answers", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const { observer, alerts } = await watching(`http://127.0.0.1:${port}`, aClock().clock);
  const asked = once(server, "request");
  observer.onAccepted?.({ id: 7, failure: aFailure() });
  await asked;
  await alerts.stop();
});
