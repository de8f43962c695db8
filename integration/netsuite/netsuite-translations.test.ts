import fc from "fast-check";
import { expect, test } from "vitest";
import { FAILURE_CLASSES } from "../failure.ts";
import type { HttpAnswer } from "../http/transport.ts";
import { classify } from "./classify.ts";
import { NETSUITE_TEXTS } from "./netsuite-texts.ts";
import { LANGUAGES, TRANSLATIONS } from "./netsuite-translations.ts";

const answer = (status: number, body: unknown): HttpAnswer => ({
  kind: "answer",
  status,
  headers: {},
  text: typeof body === "string" ? body : JSON.stringify(body),
});

const refused = (detail: string, code = "USER_ERROR", path?: string) =>
  classify({
    operation: "write",
    recordType: "salesOrder",
    outcome: answer(400, { "o:errorDetails": [{ detail, "o:errorCode": code, "o:errorPath": path }] }),
  });

/** A sentence as NetSuite may say it, for each row and language; those of Spanish limits were seen live. */
const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  CONCURRENCY_LIMIT_EXCEEDED: [
    "Se excedio el limite de solicitudes.",
    "Das Limit für gleichzeitige Anfragen wurde überschritten. Anfrage blockiert.",
    "Limite de requêtes simultanées dépassée. Requête bloquée.",
    "Se ha superado el límite de solicitudes simultáneas. Solicitud bloqueada.",
    "O limite de solicitações simultâneas foi excedido. Solicitação bloqueada.",
  ],
  RCRD_HAS_BEEN_CHANGED: [
    "Der Datensatz wurde geändert.",
    "L'enregistrement a été modifié.",
    "El registro ha sido modificado.",
    "O registro foi alterado.",
  ],
  EXCEEDED_MAX_FIELD_LENGTH: [
    "Das Feld phone enthielt mehr als die maximal zulässige Anzahl ( 32 ) Zeichen.",
    "Le champ phone contient plus que le nombre maximum ( 32 ) de caractères autorisés.",
    "El campo phone contiene más del número máximo ( 32 ) de caracteres permitidos.",
    "O campo phone contém mais do que o número máximo ( 32 ) de caracteres permitidos.",
  ],
  USER_ERROR: [
    "Fehler beim Zugriff auf eine Ressource. Bitte geben Sie Werte ein für: Subsidiary.",
    "Erreur lors de l'accès à une ressource. Veuillez saisir des valeurs pour : Subsidiary.",
    "Error al acceder a un recurso. Introduzca valores para: Subsidiary.",
    "Erro ao acessar um recurso. Insira valor(es) para: Subsidiary.",
  ],
  INVALID_FLD_VALUE: [
    "Sie haben einen ungültigen Feldwert 9999 für das folgende Feld eingegeben: item",
    "Vous avez saisi une valeur de champ non valide 9999 pour le champ suivant : item",
    "Ha introducido un valor de campo no válido 9999 para el siguiente campo: item.",
    "Você inseriu um valor de campo inválido 9999 para o seguinte campo: item.",
  ],
  NONEXISTENT_EXTERNAL_ID: [
    "Die Datensatzinstanz für externe ID 'X-1' ist nicht vorhanden.",
    "L'instance d'enregistrement pour l'identifiant externe 'X-1' n'existe pas.",
    "La instancia de registro para el ID externo 'X-1' no existe.",
    "A instância do registro para o ID externo 'X-1' não existe.",
  ],
  RECORD_TYPE_UNKNOWN: [
    "Der Datensatztyp 'file' ist nicht vorhanden.",
    "Le type d'enregistrement 'file' n'existe pas.",
    "El tipo de registro 'file' no existe.",
    "O tipo de registro 'file' não existe.",
  ],
  ALREADY_EXISTS: [
    "Dieser Datensatz ist bereits vorhanden.",
    "Cette entité existe déjà.",
    "Error al acceder a un recurso. Esta entidad ya existe.",
    "Este registro já existe.",
  ],
  VALID_LINE_ITEM_REQD: [
    "Sie müssen für diese Transaktion mindestens eine Artikelzeile eingeben.",
    "Vous devez saisir au moins une ligne d'article pour cette transaction.",
    "Debe introducir al menos una línea de artículo para esta transacción.",
    "Você deve inserir pelo menos um item de linha para esta transação.",
  ],
  INSUFFICIENT_PERMISSION: [
    "Ihre aktuelle Rolle verfügt nicht über die Berechtigung, diese Aktion auszuführen.",
    "Votre rôle actuel ne dispose pas de l'autorisation d'effectuer cette action.",
    "Su rol actual no tiene permiso para realizar esta acción.",
    "Sua função atual não tem permissão para executar esta ação.",
  ],
  TRANSACTION_TYPE_INCORRECT: [
    "Fehler beim Zugriff auf eine Ressource. Der angegebene Transaktionstyp ist falsch.",
    "Erreur lors de l'accès à une ressource. Le type de transaction spécifié est incorrect.",
    "Error al acceder a un recurso. El tipo de transacción especificado es incorrecto.",
    "Erro ao acessar um recurso. O tipo de transação especificado está incorreto.",
  ],
};

const SAMPLES = Object.entries(SENTENCES).flatMap(([code, texts]) => texts.map((text) => ({ code, text })));

test.each(SAMPLES)("$text is $code as in English, in NetSuite's own words", ({ code, text }) => {
  const row = NETSUITE_TEXTS.find((each) => each.code === code);
  expect(refused(text)).toMatchObject({ code, class: row?.class, message: text });
});

test("every translation has a sentence, belongs to a row, and is there in each of the languages", () => {
  for (const { code, pattern } of TRANSLATIONS) {
    expect(SENTENCES[code]?.some((text) => pattern.test(text))).toBe(true);
    expect(NETSUITE_TEXTS.some((row) => row.code === code)).toBe(true);
    const languages = TRANSLATIONS.filter((each) => each.code === code).map(({ language }) => language);
    expect(new Set(languages)).toEqual(new Set(LANGUAGES));
  }
});

test("a translated text names field, value and limit as the English one does", () => {
  for (const text of SENTENCES["EXCEEDED_MAX_FIELD_LENGTH"] ?? []) {
    expect(refused(text)).toMatchObject({ field: "salesOrder.phone", advice: /phone to 32 characters/ });
  }
  for (const text of SENTENCES["INVALID_FLD_VALUE"] ?? [])
    expect(refused(text)).toMatchObject({ field: "salesOrder.item", value: "9999" });
});

test.each([
  ["INVALID_KEY_OR_REF", "data", "INVALID_KEY_OR_REF"],
  ["RCRD_HAS_BEEN_CHANGED", "transient", "RCRD_HAS_BEEN_CHANGED"],
  ["CUSTOM_RECORD_COLLISION", "transient", "RCRD_HAS_BEEN_CHANGED"],
  ["DUP_RCRD", "data", "ALREADY_EXISTS"],
  ["INSUFFICIENT_PERMISSION", "credentials", "INSUFFICIENT_PERMISSION"],
  ["VALID_PRD_REQD", "data", "CLOSED_TRAN_PRD"],
  ["SSS_REQUEST_LIMIT_EXCEEDED", "throttled", "SSS_REQUEST_LIMIT_EXCEEDED"],
  ["SSS_INVALID_SCRIPTLET_ID", "defect", "SSS_INVALID_SCRIPTLET_ID"],
  ["SSS_TIME_LIMIT_EXCEEDED", "unknown-outcome", "SSS_TIME_LIMIT_EXCEEDED"],
  ["SSS_USAGE_LIMIT_EXCEEDED", "unknown-outcome", "SSS_USAGE_LIMIT_EXCEEDED"],
  ["UNEXPECTED_ERROR", "unknown-outcome", "UNEXPECTED_ERROR"],
  ["CUSTOMSCRIPT_SAYS_NO", "data", "CUSTOMSCRIPT_SAYS_NO"],
] as const)(
  "the code %s of a script decides whatever language its message is in",
  (code, failureClass, ours) => {
    const message = "何かがうまくいきませんでした。";
    const forms = [
      { error: { code, message } },
      `error code: ${code}\nerror message: ${message}`,
      `<?xml version="1.0"?><error><code>${code}</code><message>${message}</message></error>`,
      { type: "error.SuiteScriptError", name: code, message, stack: ["at save"] },
    ];
    for (const form of forms) {
      const failure = classify({ operation: "write", outcome: answer(400, form) });
      expect(failure).toMatchObject({ class: failureClass, code: ours, message });
      expect(failure.advice).toMatch(/^[^{}]+\.$/);
    }
  },
);

test("a path in an error names the field where the text is in a language that nobody knows", () => {
  expect(refused("値が無効です。", "USER_ERROR", "item.items[0].taxCode")).toMatchObject({
    class: "data",
    field: "salesOrder.item[1].taxCode",
  });
});

test("whatever is answered has a class, a code and an advice, and a detail is kept whole", () => {
  const detail = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
  const status = fc.integer({ min: 300, max: 599 });
  const code = fc.option(fc.stringMatching(/^[A-Z_]{1,30}$/), { nil: undefined });
  fc.assert(
    fc.property(
      status,
      detail,
      code,
      fc.constantFrom("read", "write"),
      (given, text, errorCode, operation) => {
        const body = { "o:errorDetails": [{ detail: text, "o:errorCode": errorCode }] };
        const failure = classify({ operation, outcome: answer(given, body) });
        expect(FAILURE_CLASSES).toContain(failure.class);
        expect(failure.message).toBe(text);
        expect(failure.code).not.toBe("");
        expect(failure.advice).not.toBe("");
      },
    ),
  );
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), fc.string(), (given, text) => {
      const failure = classify({ operation: "write", outcome: answer(given, text) });
      expect(FAILURE_CLASSES).toContain(failure.class);
      expect(failure.message).not.toBe("");
    }),
  );
});
