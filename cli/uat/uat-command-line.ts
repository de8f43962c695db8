/** The commands that a report tells its readers: a part of a run again, and its signature. */
import type { ScenarioPage } from "../../reports/index.ts";

const DEFAULTS: Readonly<Record<string, string>> = { config: "drydock.yaml", out: "drydock-out" };

/** What a run was told that decides what it finds, beside its configuration. */
export interface UatCall {
  readonly scenarios?: string | undefined;
  readonly target?: "netsuite" | undefined;
  readonly account?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly accounts?: string | undefined;
  readonly acceptStale?: string | undefined;
  readonly repeat?: number | undefined;
}

export interface WrittenCall extends UatCall {
  /** The folder of the results. */
  readonly out?: string | undefined;
}

/** @param config the configuration as it was named */
export function commandAlone(config: string, call: UatCall, id: string): string {
  const { scenarios, target, account, baseUrl, accounts, acceptStale, repeat } = call;
  return uat({ config, scenarios, target, account, baseUrl, accounts, acceptStale, repeat, only: id });
}

/** The whole of it. */
export const commandWhole = (config: string, { scenarios, out }: WrittenCall): string =>
  uat({ config, scenarios, out });

export interface Signing {
  readonly as: string;
  readonly role: string;
}

export const commandToSign = (config: string, { scenarios, out }: WrittenCall, signing: Signing): string =>
  uat({ signOff: "", config, scenarios, out, ...signing });

/** A page that failed, with the command that repeats it. */
export const withCommand =
  (config: string, call: UatCall) =>
  (page: ScenarioPage): ScenarioPage =>
    page.verdict === "fail" ? { ...page, alone: commandAlone(config, call, page.id) } : page;

function uat(options: Readonly<Record<string, string | number | undefined>>): string {
  const told = Object.entries(options).filter(
    ([name, value]) => value !== undefined && value !== DEFAULTS[name],
  );
  return ["drydock uat", ...told.map(([name, value]) => option(name, `${value}`))].join(" ");
}

const option = (name: string, value: string): string =>
  [`--${dashed(name)}`, ...(value === "" ? [] : [quoted(value)])].join(" ");

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** For a shell: in double quotes, which Windows knows too, unless there is something in it that they do not hold. */
function quoted(text: string): string {
  if (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(text)) return text;
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}
