/** Finds a real browser. Without one a test is skipped on a developer's machine, and fails in CI. */
import { access, constants } from "node:fs/promises";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A browser that looks nothing up by itself. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Null where there is none and a skip is allowed; see `whyNoChromium`. */
export async function openChromium(): Promise<Browser | null> {
  const executablePath = await firstThatRuns([...(process.env["CHROMIUM"] ?? "").split(":"), ...PLACES]);
  if (executablePath !== null) return chromium.launch({ executablePath, args: FLAGS });
  if (process.env["CI"] === "true") throw new Error(whyNoChromium);
  return null;
}

export const whyNoChromium = `Chromium is missing: install Debian's package "chromium", or name its path in CHROMIUM. Looked at ${PLACES.join(", ")}.`;

async function firstThatRuns(paths: readonly string[]): Promise<string | null> {
  for (const path of paths.filter((each) => each !== "")) {
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return null;
}
