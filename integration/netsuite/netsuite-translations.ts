/**
 * NetSuite's texts in other languages: it answers in the language of the API user. Only texts are here on which the class or a
 * look-up depends, or which name a field; whatever is not here keeps NetSuite's words, and its code and status decide.
 *
 * Inferred: no public recording has these sentences; they are looked for by the words they can hardly do without.
 */

export const LANGUAGES = ["de", "fr", "es", "pt"] as const;
type Language = (typeof LANGUAGES)[number];

export interface Translation {
  /** Names the row of `netsuite-texts.ts` that says what follows. */
  readonly code: string;
  readonly language: Language;
  readonly pattern: RegExp;
  readonly confidence: "observed" | "inferred";
}

type Patterns = Readonly<Record<Language, RegExp>>;

const inferred = (code: string, patterns: Patterns): readonly Translation[] =>
  LANGUAGES.map((language) => ({ code, language, pattern: patterns[language], confidence: "inferred" }));

export const TRANSLATIONS: readonly Translation[] = [
  {
    code: "CONCURRENCY_LIMIT_EXCEEDED",
    language: "es",
    pattern: /se excedi[oó] el l[ií]mite de solicitudes/i,
    confidence: "observed",
  },
  ...inferred("CONCURRENCY_LIMIT_EXCEEDED", {
    de: /(?:limit|grenze|höchstzahl)[^.]*(?:gleichzeitige|parallele)[^.]*anfragen[^.]*überschritten|anfragelimit[^.]*überschritten/i,
    fr: /limite de (?:requêtes|demandes)[^.]*(?:dépassée|atteinte)/i,
    es: /(?:superado|excedido) el l[ií]mite de (?:solicitudes|peticiones)/i,
    pt: /limite de solicitações[^.]*(?:excedido|ultrapassado)/i,
  }),
  ...inferred("RCRD_HAS_BEEN_CHANGED", {
    de: /datensatz wurde (?:inzwischen |zwischenzeitlich |bereits )?geändert/i,
    fr: /enregistrement a été modifié/i,
    es: /registro (?:ha sido modificado|ha cambiado|fue modificado|se ha modificado)/i,
    pt: /registro (?:foi (?:alterado|modificado)|mudou)/i,
  }),
  ...inferred("EXCEEDED_MAX_FIELD_LENGTH", {
    de: /das feld (?<field>\S+) [^(]*(?:maximal|höchst)[^(]*\(\s*(?<limit>\d+)\s*\)/i,
    fr: /le champ (?<field>\S+) [^(]*maxim[^(]*\(\s*(?<limit>\d+)\s*\)/i,
    es: /el campo (?<field>\S+) [^(]*máxim[^(]*\(\s*(?<limit>\d+)\s*\)/i,
    pt: /o campo (?<field>\S+) [^(]*máxim[^(]*\(\s*(?<limit>\d+)\s*\)/i,
  }),
  ...inferred("USER_ERROR", {
    de: /geben sie (?:bitte )?(?:einen )?werte?(?:\(e\)|\(n\))? (?:ein )?für(?: folgende felder)?(?: ein)?:\s*(?<field>.+?)\.?$/i,
    fr: /(?:saisir|saisissez|entrer|entrez) (?:une |la |les |des )?valeurs?(?:\(s\))? (?:pour|de)\s*:\s*(?<field>.+?)\.?$/i,
    es: /(?:introduzca|ingrese|especifique)(?: un| el| los)? valor(?:es|\(es\))? para\s*:\s*(?<field>.+?)\.?$/i,
    pt: /(?:insira|informe|digite)(?: um| o| os)? valor(?:es|\(es\))? para\s*:\s*(?<field>.+?)\.?$/i,
  }),
  ...inferred("INVALID_FLD_VALUE", {
    de: /ungültigen feldwert (?<value>.+?) für (?:das )?folgende(?:s)? feld(?: eingegeben)?\s*:\s*(?<field>[^\s.]+)/i,
    fr: /valeur de champ non valide (?<value>.+?) (?:pour|dans) le champ suivant\s*:\s*(?<field>[^\s.]+)/i,
    es: /valor de campo (?:no válido|inválido) (?<value>.+?) (?:para|en) el siguiente campo\s*:\s*(?<field>[^\s.]+)/i,
    pt: /valor de campo inválido (?<value>.+?) (?:para|no) o? ?seguinte campo\s*:\s*(?<field>[^\s.]+)/i,
  }),
  ...inferred("NONEXISTENT_EXTERNAL_ID", {
    de: /extern(?:e|en|er) id '(?<value>[^']*)' (?:ist nicht vorhanden|existiert nicht)/i,
    fr: /identifiant externe '(?<value>[^']*)' n'existe pas/i,
    es: /ID externo '(?<value>[^']*)' no existe/i,
    pt: /ID externo '(?<value>[^']*)' não existe/i,
  }),
  ...inferred("RECORD_TYPE_UNKNOWN", {
    de: /datensatztyp '(?<value>[^']*)' (?:ist nicht vorhanden|existiert nicht)/i,
    fr: /type d['’]enregistrement '(?<value>[^']*)' n['’]existe pas/i,
    es: /tipo de registro '(?<value>[^']*)' no existe/i,
    pt: /tipo de registro '(?<value>[^']*)' não existe/i,
  }),
  ...inferred("ALREADY_EXISTS", {
    de: /diese(?:r|s|) (?:entität|datensatz) (?:ist bereits vorhanden|existiert bereits|besteht bereits)/i,
    fr: /cet(?:te)? (?:entité|enregistrement) existe déjà/i,
    es: /est[ea] (?:entidad|registro) ya existe/i,
    pt: /est[ea] (?:entidade|registro) já existe/i,
  }),
  ...inferred("VALID_LINE_ITEM_REQD", {
    de: /mindestens eine (?:gültige )?(?:artikel|positions)?zeile/i,
    fr: /au moins une? (?:ligne|article)[^.]*transaction/i,
    es: /al menos una línea de artículo/i,
    pt: /pelo menos um item de linha/i,
  }),
  ...inferred("INSUFFICIENT_PERMISSION", {
    de: /rolle (?:verfügt nicht über|hat nicht|hat keine)[^.]*berechtigung/i,
    fr: /rôle[^.]*(?:ne dispose pas|n['’]a pas|n['’]est pas autorisé)/i,
    es: /(?:rol|función) (?:actual )?no tiene (?:permiso|autorización)/i,
    pt: /função (?:atual )?não (?:tem|possui) permissão/i,
  }),
  ...inferred("TRANSACTION_TYPE_INCORRECT", {
    de: /transaktionstyp (?:ist|war) (?:falsch|nicht korrekt|ungültig)/i,
    fr: /type de transaction (?:spécifié|indiqué) est incorrect/i,
    es: /tipo de transacción especificado (?:es|no es) (?:incorrecto|correcto)/i,
    pt: /tipo de transação especificado (?:está|é) incorreto/i,
  }),
];
