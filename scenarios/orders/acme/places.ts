/** Where the invented customers live: real towns with their true province codes and postcode forms, invented streets. */
import type { Faker } from "@faker-js/faker";
import { faker as german } from "@faker-js/faker/locale/de";
import { faker as canadian } from "@faker-js/faker/locale/en_CA";
import { faker as british } from "@faker-js/faker/locale/en_GB";
import { faker as american } from "@faker-js/faker/locale/en_US";
import { faker as spanish } from "@faker-js/faker/locale/es";
import { faker as french } from "@faker-js/faker/locale/fr";
import { faker as japanese } from "@faker-js/faker/locale/ja";
import { faker as dutch } from "@faker-js/faker/locale/nl";
import { faker as polish } from "@faker-js/faker/locale/pl";
import { faker as brazilian } from "@faker-js/faker/locale/pt_BR";
import type { TaxRate } from "../compose/order-draft.ts";

export interface Town {
  readonly city: string;
  readonly province: string | null;
  readonly provinceCode: string | null;
  /** `#` stands for a digit, `?` for a capital letter. */
  readonly zip: string;
  readonly taxes: readonly TaxRate[];
}

export interface Country {
  readonly name: string;
  readonly code: string;
  readonly locale: string;
  /** One for the whole process: seed it before every order that is drawn from it. */
  readonly faker: Faker;
  /** A range set aside for fiction by the country's numbering authority; null where there is none. */
  readonly phone: string | null;
  /** How often customers come from here, relative to the others. */
  readonly weight: number;
  readonly towns: readonly Town[];
}

const untaxed = (city: string, zip: string, province: readonly [string, string] | null = null): Town => ({
  city,
  zip,
  province: province?.[0] ?? null,
  provinceCode: province?.[1] ?? null,
  taxes: [],
});

/** Rates are those of an invented tax table: close to real ones, not kept up to date. */
const taxed = (town: Town, ...taxes: readonly (readonly [title: string, rate: string])[]): Town => ({
  ...town,
  taxes: taxes.map(([title, rate]) => ({ title, rate })),
});

export const COUNTRIES = {
  US: {
    name: "United States",
    code: "US",
    locale: "en-US",
    faker: american,
    phone: "+120255501##",
    weight: 60,
    towns: [
      taxed(
        untaxed("Brooklyn", "112##", ["New York", "NY"]),
        ["New York State Tax", "0.04"],
        ["New York City Tax", "0.04875"],
      ),
      taxed(
        untaxed("Albany", "122##", ["New York", "NY"]),
        ["New York State Tax", "0.04"],
        ["Albany County Tax", "0.04"],
      ),
      taxed(untaxed("Sacramento", "958##", ["California", "CA"]), ["California State Tax", "0.0725"]),
      taxed(
        untaxed("Austin", "787##", ["Texas", "TX"]),
        ["Texas State Tax", "0.0625"],
        ["Austin City Tax", "0.01"],
      ),
      taxed(untaxed("Spokane", "992##", ["Washington", "WA"]), ["Washington State Tax", "0.065"]),
      taxed(untaxed("Madison", "537##", ["Wisconsin", "WI"]), ["Wisconsin State Tax", "0.05"]),
      untaxed("Portland", "972##", ["Oregon", "OR"]),
      untaxed("Concord", "033##", ["New Hampshire", "NH"]),
    ],
  },
  CA: {
    name: "Canada",
    code: "CA",
    locale: "en-CA",
    faker: canadian,
    phone: "+141655501##",
    weight: 8,
    towns: [
      taxed(untaxed("Hamilton", "L8P #?#", ["Ontario", "ON"]), ["HST", "0.13"]),
      taxed(untaxed("Calgary", "T2P #?#", ["Alberta", "AB"]), ["GST", "0.05"]),
    ],
  },
  GB: {
    name: "United Kingdom",
    code: "GB",
    locale: "en-GB",
    faker: british,
    phone: "+442079460###",
    weight: 8,
    towns: [
      untaxed("Leeds", "LS1 #??", ["England", "ENG"]),
      untaxed("Stirling", "FK8 #??", ["Scotland", "SCT"]),
    ],
  },
  DE: {
    name: "Germany",
    code: "DE",
    locale: "de-DE",
    faker: german,
    phone: "+493023125###",
    weight: 6,
    towns: [untaxed("Göttingen", "370##"), untaxed("Würzburg", "970##"), untaxed("Köln", "506##")],
  },
  FR: {
    name: "France",
    code: "FR",
    locale: "fr-FR",
    faker: french,
    phone: "+3319900####",
    weight: 5,
    towns: [untaxed("Besançon", "25000"), untaxed("Saint-Étienne", "42000"), untaxed("Angers", "49000")],
  },
  JP: {
    name: "Japan",
    code: "JP",
    locale: "ja-JP",
    faker: japanese,
    phone: null,
    weight: 4,
    towns: [
      untaxed("渋谷区", "150-00##", ["Tōkyō", "JP-13"]),
      untaxed("札幌市", "060-00##", ["Hokkaidō", "JP-01"]),
    ],
  },
  BR: {
    name: "Brazil",
    code: "BR",
    locale: "pt-BR",
    faker: brazilian,
    phone: null,
    weight: 3,
    towns: [
      untaxed("São Carlos", "13560-###", ["São Paulo", "SP"]),
      untaxed("Maceió", "57020-###", ["Alagoas", "AL"]),
    ],
  },
  ES: {
    name: "Spain",
    code: "ES",
    locale: "es-ES",
    faker: spanish,
    phone: null,
    weight: 3,
    towns: [untaxed("León", "240##", ["León", "LE"]), untaxed("Cáceres", "100##", ["Cáceres", "CC"])],
  },
  NL: {
    name: "Netherlands",
    code: "NL",
    locale: "nl-NL",
    faker: dutch,
    phone: null,
    weight: 2,
    towns: [untaxed("Zwolle", "8011 ??"), untaxed("'s-Hertogenbosch", "5211 ??")],
  },
  PL: {
    name: "Poland",
    code: "PL",
    locale: "pl-PL",
    faker: polish,
    phone: null,
    weight: 1,
    towns: [untaxed("Łódź", "90-0##"), untaxed("Świdnica", "58-10#")],
  },
} as const satisfies Record<string, Country>;

export const COUNTRY_LIST: readonly Country[] = Object.values(COUNTRIES);
