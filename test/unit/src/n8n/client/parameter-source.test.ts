import type { IExecuteFunctions } from 'n8n-workflow';

import { itemSource } from '../../../../../src/n8n/client/parameter-source';

/** Parameters as they are saved, and the names of those that n8n was asked to evaluate. */
function sourceOf(parameters: Record<string, unknown>) {
	const asked: string[] = [];
	const context = {
		getNode: () => ({ name: 'Client', parameters }),
		getNodeParameter: (name: string) => {
			asked.push(name);
			return `evaluated ${name}`;
		},
		getExecutionCancelSignal: () => undefined,
	} as unknown as IExecuteFunctions;
	return { source: itemSource(context, 0), asked };
}

it('what holds no expression is read as it is saved', () => {
	const { source, asked } = sourceOf({ server: 'url', useModel: false, limit: 0, note: '' });
	const values = ['server', 'useModel', 'limit', 'note'].map((name) => source.get(name, 'none'));
	expect(values).toEqual(['url', false, 0, '']);
	expect(asked).toEqual([]);
});

it('what is picked, and every option, is read as it is saved too', () => {
	const { source, asked } = sourceOf({
		tool: { __rl: true, mode: 'list', value: 'enrich' },
		options: { timeout: 5, fallbackServers: { server: [{ url: 'https://b.example' }] } },
	});
	expect(source.get('tool', '', { extractValue: true })).toBe('enrich');
	expect(source.get('options.timeout', 60)).toBe(5);
	expect(source.get('options.attempts', 3)).toBe(3);
	expect(asked).toEqual([]);
});

it.each([
	['tool', { tool: { __rl: true, mode: 'name', value: '={{ $json.tool }}' } }],
	['options', { options: { fallbackServers: { server: [{ url: '={{ $json.url }}' }] } } }],
])('an expression within %s is found, however deep it is', (name, parameters) => {
	const { source, asked } = sourceOf(parameters);
	source.get(name, '', { extractValue: true });
	source.get('options.timeout', 60);
	expect(asked).toContain(name);
});

it('n8n evaluates expressions, and whatever is read in a way of its own', () => {
	const { source, asked } = sourceOf({ json: '={{ $json }}', form: 'x' });
	expect(source.get('json', '')).toBe('evaluated json');
	expect(source.get('form', '', { rawExpressions: true })).toBe('evaluated form');
	expect(source.get('missing', '')).toBe('evaluated missing');
	expect(asked).toEqual(['json', 'form', 'missing']);
});
