import type { CsvForm } from './csv-form.ts';
import { factHistoryForm } from './fact-forms.ts';
import { auditForm, keyForm, orgKeyForm } from './key-forms.ts';
import { leadForm, leadHistoryForm } from './lead-forms.ts';
import { bookForm, orphanForm } from './radar-forms.ts';
import { requestForm, rowForm } from './request-forms.ts';
import { chartForm, reportForm, userForm } from './user-forms.ts';

/** How each list is written as CSV, by the id of its operation. */
export const csvForms: Readonly<Record<string, CsvForm<unknown>>> = {
  listLeads: leadForm,
  showLeadHistory: leadHistoryForm,
  showLeadFacts: factHistoryForm,
  showUserFacts: factHistoryForm,
  listUsers: userForm,
  listReports: reportForm,
  showOrgChart: chartForm,
  listRequests: requestForm,
  listRequestRows: rowForm,
  listKeys: keyForm,
  listOrgKeys: orgKeyForm,
  listAuditEvents: auditForm,
  listOrphans: orphanForm,
  listBooks: bookForm,
};
