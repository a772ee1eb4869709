import { SIGNAL_KINDS } from '../model/signal';
import type { Toolkit } from './toolkit-tool';

const FIELDS = 'Only these fields; all if left out';
const HANDLE = 'Of an answer that was pending: goes on with it at no cost';
const SAID = { fields: FIELDS, handle: HANDLE, companyName: 'If the domain is not known' };

/** What vendors know about people and companies; what costs credits says so. */
export const enrichmentToolkit: Toolkit = {
	tools: [
		{
			name: 'enrich_person',
			title: 'Enrich a person',
			description:
				'Job, company and ways to reach a person, by email, LinkedIn URL, or first and last name with a company. Costs credits once in 30 days for the same question.',
			operations: 'person.enrich',
			words: { ...SAID, firstName: 'With lastName and a company, instead of an email' },
			byDefault: true,
		},
		{
			name: 'enrich_company',
			title: 'Enrich a company',
			description:
				'Firmographics and technologies of a company, by domain. Costs credits once in 30 days for the same question.',
			operations: 'company.enrich',
			words: SAID,
			byDefault: true,
		},
		{
			name: 'list_signals',
			title: 'List the signals of a company',
			description:
				'Reasons to talk to a company now: funding, hiring, technologies, news, job changes, intent. Costs credits once a day.',
			operations: 'signal.list',
			words: { companyName: SAID.companyName },
			byDefault: true,
		},
		{
			name: 'verify_email',
			title: 'Verify an email address',
			description: 'Whether an address takes mail. Costs credits once in 30 days for an address.',
			operations: 'email.verify',
			words: SAID,
			byDefault: true,
		},
		{
			name: 'credit_balance',
			title: 'Get the credits that are left',
			description: "What is left in the vendor's account, under cost.remaining.",
			operations: 'credit.balance',
			byDefault: true,
		},
		{
			name: 'check_record',
			title: 'Check the quality of a record',
			description:
				'Completeness, freshness, conflicts and impossible values of a record that you have. Free: no vendor is asked.',
			operations: 'record.check',
			words: { record: 'Fields and values, as the other tools give them' },
			local: true,
			byDefault: true,
		},
		{
			name: 'standardize_record',
			title: 'Standardize a record',
			description:
				'One spelling for titles, countries, domains and phones. Free: no vendor is asked.',
			operations: 'record.standardize',
			words: { record: 'Fields and values, as the other tools give them' },
			local: true,
			byDefault: false,
		},
	],
	resources: [
		{
			path: 'company/{domain}',
			name: 'Company',
			description: 'Firmographics and technologies. A first read may cost credits.',
			operation: 'company.enrich',
		},
		{
			path: 'person/{email}',
			name: 'Person',
			description: 'What the vendor knows about a person. A first read may cost credits.',
			operation: 'person.enrich',
		},
		{
			path: 'company/{domain}/signals',
			name: 'Signals',
			description: 'Reasons to talk to a company now. A first read of the day may cost credits.',
			operation: 'signal.list',
			with: { kinds: [...SIGNAL_KINDS] },
		},
	],
	prompts: [
		{
			name: 'research_company',
			title: 'Research a company',
			description: 'Who they are, and why to talk to them now',
			arguments: [
				{ name: 'domain', description: "The company's domain, such as acme.com", required: true },
			],
			text: 'Research {domain}. [[Ask <credit_balance> first. ]]Use <enrich_company>[[, and <list_signals> for reasons to talk to it now]]. Answer with what the company does, its size and technologies, the two strongest of those reasons with their dates, and what could not be found. Do not ask for what you have already.',
		},
	],
};
