/**
 * What the console does: asks the administration every two seconds and shows what changed. Every text that comes from
 * an account is set as text, never as markup.
 */

export const CONSOLE_SCRIPT = `
"use strict";
const API = "/__drydock/v1";
const at = (id) => document.getElementById(id);
const shown = new Map();
let token = sessionStorage.getItem("token") ?? "";
if (location.hash.startsWith("#token=")) {
  token = decodeURIComponent(location.hash.slice(7));
  history.replaceState(null, "", location.pathname);
  sessionStorage.setItem("token", token);
}

async function ask(path, options = {}) {
  const headers = { ...(token && { authorization: "Bearer " + token }), ...(options.body && { "content-type": "application/json" }) };
  const answer = await fetch(API + path, { ...options, headers });
  if (answer.status === 401) at("login").hidden = false;
  const body = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}

function cell(content) {
  const box = document.createElement("td");
  const value = content !== null && typeof content === "object" && "text" in content ? content : { text: content };
  if (value.tone) box.className = value.tone;
  if (value.act) {
    const button = document.createElement("button");
    button.textContent = value.text;
    button.setAttribute("aria-label", value.label);
    button.addEventListener("click", value.act);
    box.append(button);
  } else box.textContent = value.text === null || value.text === undefined ? "" : String(value.text);
  return box;
}

/** Draws a table again only when its data changed, so that nobody loses the place they are at. */
function draw(id, data, rows, empty) {
  const text = JSON.stringify(data);
  if (shown.get(id) === text) return;
  shown.set(id, text);
  const lines = rows.length > 0 ? rows : [[empty]];
  at(id).replaceChildren(...lines.map((cells) => {
    const line = document.createElement("tr");
    line.append(...cells.map(cell));
    if (rows.length === 0) line.firstChild.colSpan = 20;
    return line;
  }));
}

const time = (ms) => new Date(ms).toISOString().slice(11, 23);
const path = () => "/accounts/" + encodeURIComponent(at("account").value);

function drawAccounts(accounts) {
  const select = at("account");
  const ids = accounts.map(({ accountId }) => accountId);
  if (ids.join() !== [...select.options].map(({ value }) => value).join()) {
    const chosen = select.value;
    select.replaceChildren(...ids.map((id) => new Option(id, id, false, id === chosen)));
  }
  draw("governance", accounts.map(({ governance, isLocked }) => [governance, isLocked]), accounts.flatMap(({ accountId, governance: all, isLocked }) => [
    [accountId + (isLocked ? " (user locked)" : ""), "all together", null, all.inFlight + " of " + all.limit, ...figures(all)],
    ...all.integrations.map((each) => [accountId, each.name, each.allocation ?? "shared", each.inFlight, ...figures(each)]),
  ]), "");
}

const figures = ({ peak, total, rejected, rejectedPercent }) =>
  [peak, total, { text: rejected, tone: rejected > 0 ? "bad" : "" }, rejectedPercent + " %"];

const limitsOf = ({ match, nth, every, rate, times, window }) =>
  JSON.stringify({ ...match, nth, every, rate, times, window });

function drawFaults(faults) {
  draw("faults", faults, faults.map((fault) => [
    fault.name, limitsOf(fault), JSON.stringify(fault.effect), fault.seen, fault.hits, fault.isArmed ? "yes" : "no",
    { text: "Remove", label: "Remove fault " + fault.name, act: () => change(path() + "/faults/" + encodeURIComponent(fault.name), { method: "DELETE" }) },
  ]), "No fault is set.");
}

function drawAudit(entries) {
  draw("audit", entries, entries.toReversed().map((entry) => [
    time(entry.at), { text: entry.outcome, tone: entry.outcome === "failure" ? "bad" : "good" },
    entry.detail, entry.method + " " + entry.path, entry.hint,
  ]), "Nobody has logged in yet.");
}

function drawJournal(entries) {
  draw("journal", entries.map(({ id }) => id), entries.toReversed().map((entry) => [
    entry.id, time(entry.at), entry.method + " " + entry.path, { text: entry.status || "reset", tone: entry.decision === "served" ? "good" : "bad" },
    entry.decision, entry.reason, Math.round(entry.waitedMs) + " ms",
    { text: "Show", label: "Show exchange " + entry.id, act: () => showExchange(entry) },
  ]), "No request has come yet.");
}

function showExchange(entry) {
  at("exchange-title").textContent = entry.id + ": " + entry.method + " " + entry.path;
  const lines = (headers) => Object.entries(headers).map(([name, value]) => name + ": " + value).join("\\n");
  at("exchange-request").textContent = lines(entry.requestHeaders) + "\\n\\n" + entry.requestBody;
  at("exchange-answer").textContent = entry.status + "\\n" + lines(entry.responseHeaders) + "\\n\\n" + entry.responseBody;
  at("exchange").showModal();
}

async function refresh() {
  try {
    drawAccounts(await ask("/accounts"));
    const [faults, audit, journal] = await Promise.all([
      ask(path() + "/faults"), ask(path() + "/audit-trail"), ask(path() + "/journal?limit=200"),
    ]);
    drawFaults(faults);
    drawAudit(audit.slice(-200));
    drawJournal(journal);
    at("login").hidden = true;
    say("");
  } catch (error) {
    say(error.message);
  }
}

/** A status that is said again and again is read out again and again. */
function say(text) {
  if (at("state").textContent !== text) at("state").textContent = text;
}

async function change(where, options) {
  try {
    await ask(where, options);
    at("fault-answer").textContent = "";
  } catch (error) {
    at("fault-answer").textContent = error.message;
  }
  await refresh();
}

at("account").addEventListener("change", refresh);
at("fault-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void change(path() + "/faults", { method: "POST", body: at("fault").value });
});
at("login").addEventListener("submit", (event) => {
  event.preventDefault();
  token = at("token").value;
  sessionStorage.setItem("token", token);
  void refresh();
});
async function poll() {
  if (at("live").checked && !document.hidden) await refresh();
  setTimeout(poll, 2000);
}
void poll();
`;
