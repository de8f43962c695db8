/** NetSuite's modules that do nothing here: a script may load them, and hears what is missing when it calls one of their members. */
export const ABSENT_MODULES: readonly string[] =
  `action auth cache certificateControl compress config crypto crypto/certificate crypto/random currency currentRecord dataset
   datasetLink email encode file format/i18n http https https/clientCertificate keyControl llm piremoval plugin portlet
   record/recordContext recordContext redirect render sftp suiteAppInfo task task/accounting/recognition transaction translation
   ui/dialog ui/message ui/serverWidget url util/guid workbook workflow xml`
    .split(/\s+/)
    .map((name) => `N/${name}`);
