import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { McpClientError } from '../../../../src/mcp/client/client-error';
import { toNodeError } from '../../../../src/n8n/client/node-error';
import { toOutcomeError } from '../../../../src/n8n/gtm/treat-as-error';

const node = { name: 'Node', type: 'test' } as INode;
const SAID =
	'Acme gave no answer (ECONNRESET): it may have been done, Check before you send it again';

it('n8n itself would advise to retry at once', () => {
	expect(new NodeApiError(node, { message: SAID }, { message: SAID }).message).toMatch(/retry/);
	expect(new NodeOperationError(node, SAID).message).toMatch(/retry/);
});

it.each(['upstream_error', 'invalid'] as const)('the error of %s says what we say', (status) => {
	const outcome = { status, provider: 'acme', reason: { code: 'x', message: SAID } };
	expect(toOutcomeError(node, outcome, 0)?.message).toBe(SAID);
});

it.each([undefined, 502])('so does an error of the MCP client with status %s', (httpStatus) => {
	const error = new McpClientError('call', SAID, {
		hint: 'Check whether it was done',
		...(httpStatus !== undefined && { httpStatus }),
	});
	expect(toNodeError(node, error).message).toBe(SAID);
});
