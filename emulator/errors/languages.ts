/** Details in the language of the API user, as live replies have them (REST, SuiteQL and RESTlets alike). */
import type { ErrorKey } from "./catalogue.ts";

export const LANGUAGES = ["en", "es", "pt"] as const;

export type Language = (typeof LANGUAGES)[number];

/**
 * "Tipo de búsqueda no válida", "Búsqueda inválida o no compatible" and the RESTlet limit (without accents) were seen live; that the sentences around
 * them are translated too, and every Portuguese word, is inferred. Whatever is not here stays English.
 */
const TRANSLATIONS: Readonly<Record<Exclude<Language, "en">, Readonly<Partial<Record<ErrorKey, string>>>>> = {
  es: {
    "restlet-over-limit": "Se excedio el limite de solicitudes.",
    "suiteql-table-unknown":
      "Consulta de búsqueda no válida. A continuación se incluye la descripción detallada sin procesar. Tipo de búsqueda no válida: {table}.",
    "suiteql-unsupported":
      "Consulta de búsqueda no válida. A continuación se incluye la descripción detallada sin procesar. Se produjo un error de búsqueda: Búsqueda inválida o no compatible. {why}",
    "invalid-login":
      "Intento de inicio de sesión no válido. Para obtener más información, consulte Seguimiento de auditoría de inicios de sesión en la interfaz de NetSuite, en Configuración > Usuarios/Roles > Gestión de usuarios > Ver seguimiento de auditoría de inicios de sesión.",
    "entity-not-found":
      "La instancia de registro no existe. Proporcione un ID de instancia de registro válido.",
    "transaction-not-found":
      "Error al acceder a un recurso. El tipo de transacción especificado es incorrecto.",
    "record-type-unknown": "El tipo de registro '{recordType}' no existe.",
    "external-id-not-found":
      "La instancia de registro para el ID externo '{externalId}' no existe. Proporcione un ID de instancia de registro válido.",
    "external-id-reference":
      "La instancia de registro para el ID externo '{externalId}' no existe. Proporcione un ID de instancia de registro válido.",
    "field-value-invalid":
      "Error al acceder a un recurso. Ha introducido un valor de campo no válido {value} para el siguiente campo: {field}.",
    "value-missing": "Error al acceder a un recurso. Introduzca valores para: {labels}.",
    "line-missing":
      "Error al acceder a un recurso. Debe introducir al menos una línea de artículo para esta transacción.",
    "entity-exists": "Error al acceder a un recurso. Esta entidad ya existe.",
    "record-exists": "Error al acceder a un recurso. Este registro ya existe.",
    "concurrency-limit": "Se ha superado el límite de solicitudes simultáneas. Solicitud bloqueada.",
  },
  pt: {
    "invalid-login":
      "Tentativa de login inválida. Para obter mais detalhes, consulte a Trilha de auditoria de login na interface do NetSuite em Configuração > Usuários/Funções > Gerenciamento de usuários > Exibir trilha de auditoria de login.",
    "entity-not-found": "A instância do registro não existe. Forneça um ID de instância de registro válido.",
    "transaction-not-found": "Erro ao acessar um recurso. O tipo de transação especificado está incorreto.",
    "record-type-unknown": "O tipo de registro '{recordType}' não existe.",
    "external-id-not-found":
      "A instância do registro para o ID externo '{externalId}' não existe. Forneça um ID de instância de registro válido.",
    "external-id-reference":
      "A instância do registro para o ID externo '{externalId}' não existe. Forneça um ID de instância de registro válido.",
    "field-value-invalid":
      "Erro ao acessar um recurso. Você inseriu um valor de campo inválido {value} para o seguinte campo: {field}.",
    "value-missing": "Erro ao acessar um recurso. Insira valor(es) para: {labels}.",
    "line-missing":
      "Erro ao acessar um recurso. Você deve inserir pelo menos um item de linha para esta transação.",
    "entity-exists": "Erro ao acessar um recurso. Esta entidade já existe.",
    "record-exists": "Erro ao acessar um recurso. Este registro já existe.",
    "concurrency-limit": "O limite de solicitações simultâneas foi excedido. Solicitação bloqueada.",
  },
};

export const translated = (key: ErrorKey, language: Language): string | undefined =>
  language === "en" ? undefined : TRANSLATIONS[language][key];
