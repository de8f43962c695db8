/** The colours of the page as data, light and dark: the stylesheet uses them, a test measures their contrast. */

/** One colour scheme. `-soft` colours are grounds; the others are words, lines and marks upon them. */
export interface Palette {
  readonly paper: string;
  readonly sheet: string;
  readonly sunken: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly link: string;
  readonly pass: string;
  readonly "pass-soft": string;
  readonly fail: string;
  readonly "fail-soft": string;
  readonly "not-run": string;
  readonly "not-run-soft": string;
  readonly info: string;
  readonly "info-soft": string;
  readonly "hue-1": string;
  readonly "hue-2": string;
  readonly "hue-3": string;
  readonly "hue-4": string;
  readonly "shade-1": string;
  readonly "shade-2": string;
  readonly "shade-3": string;
  readonly "shade-4": string;
  readonly "shade-5": string;
}

export const LIGHT: Palette = {
  paper: "#f7f5f0",
  sheet: "#ffffff",
  sunken: "#f1eee7",
  ink: "#1c2429",
  quiet: "#566069",
  rule: "#dcd7cc",
  link: "#17536b",
  pass: "#17633d",
  "pass-soft": "#e6f1ea",
  fail: "#a1242b",
  "fail-soft": "#fbeae8",
  "not-run": "#6b5310",
  "not-run-soft": "#f6efd9",
  info: "#17536b",
  "info-soft": "#e5eff4",
  "hue-1": "#17536b",
  "hue-2": "#b04a12",
  "hue-3": "#5c4a9e",
  "hue-4": "#3f6b1e",
  "shade-1": "#f1f7fa",
  "shade-2": "#d9e9f0",
  "shade-3": "#bfd8e4",
  "shade-4": "#a3c6d6",
  "shade-5": "#86b3c7",
};

export const DARK: Palette = {
  paper: "#12171a",
  sheet: "#1a2125",
  sunken: "#20282d",
  ink: "#e9e6df",
  quiet: "#a7b0b6",
  rule: "#343d43",
  link: "#86c5dd",
  pass: "#7fce9f",
  "pass-soft": "#17301f",
  fail: "#f39a96",
  "fail-soft": "#3a1c1e",
  "not-run": "#e0c268",
  "not-run-soft": "#322a12",
  info: "#86c5dd",
  "info-soft": "#152c36",
  "hue-1": "#86c5dd",
  "hue-2": "#f0a173",
  "hue-3": "#b9a8f2",
  "hue-4": "#a5d07c",
  "shade-1": "#1b2830",
  "shade-2": "#1d3541",
  "shade-3": "#1f4353",
  "shade-4": "#215165",
  "shade-5": "#235f77",
};

/** The palette as CSS custom properties. */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}
