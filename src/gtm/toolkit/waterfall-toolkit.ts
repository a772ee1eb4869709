import { SIGNAL_KINDS } from '../model/signal';
import { enrichmentToolkit } from './enrichment-toolkit';
import type { Toolkit, ToolkitTool } from './toolkit-tool';

/** The tools of one vendor, by name. */
function ofOneVendor(name: string): ToolkitTool {
	const found = enrichmentToolkit.tools.find((tool) => tool.name === name);
	if (found) return found;
	throw new Error(`One enrichment vendor has no tool "${name}"`);
}

const WANTED = 'Stops at the first vendor after which all of these are known';
const DELIVERABLE = 'Go on until a vendor verified the email; true if left out';

/** What several vendors know together: each is asked only for what those before did not know. */
export const waterfallToolkit: Toolkit = {
	tools: [
		{
			...ofOneVendor('enrich_person'),
			description:
				'Asks one vendor after the other until all wanted fields of a person are known, by email, LinkedIn URL, or first and last name with a company. Tells what is missing and what it spent. Costs credits once in 30 days for the same question.',
			operations: 'waterfall.person',
			words: {
				companyName: 'If the domain is not known',
				deliverable: DELIVERABLE,
				firstName: 'With lastName and a company, instead of an email',
				wanted: WANTED,
			},
		},
		{
			...ofOneVendor('enrich_company'),
			description:
				'Asks one vendor after the other until all wanted fields of a company are known. Tells what is missing and what it spent. Costs credits once in 30 days for the same question.',
			operations: 'waterfall.company',
			words: {
				companyName: 'If the domain is not known',
				deliverable: DELIVERABLE,
				wanted: WANTED,
			},
		},
		{
			name: 'estimate_cost',
			title: 'Estimate the cost of enriching',
			description:
				'The most that a number of people or companies can cost. Free: no vendor is asked.',
			operations: 'waterfall.estimate',
			local: true,
			byDefault: true,
		},
		{
			...ofOneVendor('list_signals'),
			description: `${ofOneVendor('list_signals').description} Where one vendor is down or knows nothing, the next is asked.`,
		},
		{
			...ofOneVendor('verify_email'),
			description: `${ofOneVendor('verify_email').description} Where one vendor is down or knows nothing, the next is asked.`,
		},
		{
			...ofOneVendor('credit_balance'),
			description: 'What is left in the account of each vendor, under cost.remaining.',
		},
		ofOneVendor('check_record'),
		ofOneVendor('standardize_record'),
	],
	resources: [
		{
			path: 'company/{domain}',
			name: 'Company',
			description:
				'Firmographics and technologies from several vendors. A first read may cost credits.',
			operation: 'waterfall.company',
			with: { wanted: ['name', 'industry', 'employees', 'technologies'] },
		},
		{
			path: 'person/{email}',
			name: 'Person',
			description: 'What the vendors know about a person. A first read may cost credits.',
			operation: 'waterfall.person',
			with: { wanted: ['title', 'accountName'], deliverable: false },
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
			text: 'Research {domain}. Ask <estimate_cost> first, then <enrich_company> for industry, employees and technologies, and <list_signals>. Answer with what the company does, its size and technologies, the two strongest reasons to talk to it now with their dates, and what could not be found. Do not ask for what you have already.',
		},
	],
};
