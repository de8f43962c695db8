/** Finds a real browser; without one a test is skipped, which CI does not accept. */
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

/** Null where there is none. */
export async function openChromium(): Promise<Browser | null> {
  const executablePath = await firstThatRuns([...(process.env["CHROMIUM"] ?? "").split(":"), ...PLACES]);
  return executablePath === null ? null : chromium.launch({ executablePath, args: FLAGS });
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
