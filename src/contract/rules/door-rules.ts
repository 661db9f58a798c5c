// By which door a request came, in words.

export const doorWords = {
  insellerate: 'Insellerate contract',
  leadsquared: 'LeadSquared contract',
  api: 'API or web',
  cli: 'command line',
} as const;
