import type { Toolkit } from './toolkit-tool';

const WINDOW = {
	from: 'A day such as 2026-11-01',
	to: 'Not included',
	days: 'Last full days instead; 7 if nothing is given',
};
const EVENT = { event: 'Name of the event; in Google Analytics 4 a metric such as sessions' };

/** What people do in the product and on the site, in numbers. */
export const analyticsToolkit: Toolkit = {
	tools: [
		{
			name: 'query_metric',
			title: 'Query a metric',
			description: 'One number, one for each value of a property, or a series over time.',
			operations: 'metric.query',
			words: { ...WINDOW, ...EVENT },
			byDefault: true,
		},
		{
			name: 'query_funnel',
			title: 'Query a funnel',
			description: 'Conversion from step to step: who got there over who began.',
			operations: 'funnel.query',
			words: WINDOW,
			byDefault: true,
		},
		{
			name: 'product_usage',
			title: 'Get product usage',
			description: 'How often an account or a person uses the product, and what they do most.',
			operations: { account: 'usage.account', person: 'usage.person' },
			words: { ...WINDOW, domain: 'Of an account', email: 'Of a person' },
			byDefault: true,
		},
		{
			name: 'make_report',
			title: 'Make a report',
			description: 'Metrics beside those of the window before, as a table and a chart.',
			operations: 'report.make',
			words: WINDOW,
			byDefault: true,
		},
		{
			name: 'check_alert',
			title: 'Check an alert',
			description:
				'Whether a metric is above or below a value, or has risen or fallen. Say it again whenever it should be checked.',
			operations: 'alert.check',
			words: { ...WINDOW, ...EVENT },
			byDefault: true,
		},
	],
	resources: [
		{
			path: 'metric/{event}',
			name: 'Metric',
			description: 'How often an event happened in the last seven full days',
			operation: 'metric.query',
		},
		{
			path: 'usage/account/{domain}',
			name: 'Product usage of an account',
			description: 'In the last seven full days',
			operation: 'usage.account',
		},
		{
			path: 'usage/person/{email}',
			name: 'Product usage of a person',
			description: 'In the last seven full days',
			operation: 'usage.person',
		},
	],
	prompts: [
		{
			name: 'weekly_report',
			title: 'Weekly report',
			description: 'What changed since the week before',
			arguments: [
				{ name: 'events', description: 'Events to report on, separated by commas', required: true },
			],
			text: 'Make a report on {events} for the last seven full days with <make_report>. Name the two largest changes against the week before with their numbers, break each down with <query_metric>, and say what the data cannot tell.',
		},
	],
};
