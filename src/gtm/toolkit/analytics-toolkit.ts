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
				'Whether a metric is above or below a value, or has risen or fallen, once. set_alert keeps an alert.',
			operations: 'alert.check',
			words: { ...WINDOW, ...EVENT },
			byDefault: false,
		},
		{
			name: 'set_alert',
			title: 'Set an alert',
			description:
				'Keep an alert under its name: a metric above or below a value, or risen or fallen. Tells its value now.',
			operations: 'alert.set',
			words: { ...WINDOW, ...EVENT, name: 'Another alert of this name is replaced' },
			destructive: true,
			byDefault: true,
		},
		{
			name: 'check_alerts',
			title: 'Check the alerts',
			description:
				'All alerts that were set, checked now: whether each fires, and why. One that fired is silent for its cool-down.',
			operations: 'alert.list',
			byDefault: true,
		},
		{
			name: 'remove_alert',
			title: 'Remove an alert',
			description: 'Remove an alert that was set, by its name.',
			operations: 'alert.remove',
			destructive: true,
			local: true,
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
			path: 'funnel/{steps}',
			name: 'Conversion',
			description:
				'In the last seven full days: events separated by commas, or the ID of a saved funnel',
			operation: 'funnel.query',
			inputFor: ({ steps = '' }) =>
				steps.includes(',')
					? { steps: steps.split(',').map((step) => step.trim()) }
					: { savedFunnelId: steps },
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
