import { executionHeader } from '../../../../../src/n8n/gtm/execution-header';

const place = (ids: { execution?: string; workflow?: string } = {}) => ({
	getExecutionId: () => ids.execution ?? '',
	getWorkflow: () => ({ id: ids.workflow, active: true }),
	getInstanceBaseUrl: () => 'http://localhost:5678/',
});
const running = place({ execution: '42', workflow: 'wf/1' });

describe('the execution that a request names', () => {
	it.each(['http://127.0.0.1:5680/hubspot', 'http://localhost:5680/', 'http://[::1]:5680/x'])(
		'is told to a sandbox at %s, as its address in the editor',
		(url) => {
			expect(executionHeader(url, running)).toEqual({
				'x-n8n-execution': 'http://localhost:5678/workflow/wf%2F1/executions/42',
			});
		},
	);

	it.each([
		'https://api.hubapi.com/crm',
		'http://api.hubapi.com/crm',
		'https://127.0.0.1/crm',
		'http://127.0.0.1.example.com/crm',
		'http://localhost.example.com/crm',
		'http://user@example.com@evil.example/crm',
		'http://192.168.0.7:5680/hubspot',
		'http://host.docker.internal:5680/hubspot',
		'no URL',
	])('is not told to %s', (url) => {
		expect(executionHeader(url, running)).toEqual({});
	});

	it.each([
		['an execution', place({ workflow: 'wf' })],
		['a workflow that is saved', place({ execution: '42' })],
	])('is left out without %s', (_what, without) => {
		expect(executionHeader('http://127.0.0.1:5680/', without)).toEqual({});
	});
});
