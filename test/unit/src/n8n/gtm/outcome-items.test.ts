import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { OUTCOME_STATUSES, type Outcome, isSuccess } from '../../../../../src/gtm/model/outcome';
import { toOutcomeItems } from '../../../../../src/n8n/gtm/outcome-items';
import { toOutcomeError, treatAsErrorProperty } from '../../../../../src/n8n/gtm/treat-as-error';

const NODE = {
	id: '1',
	name: 'CRM',
	type: 'x',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
} as INode;

describe('the items of an outcome', () => {
	it('tell what happened, and which item it is for', () => {
		const outcome: Outcome = {
			provider: 'hubspot',
			requestId: 'r-1',
			record: { status: 'active' },
			status: 'created',
		};
		const items = toOutcomeItems(outcome, 3);
		expect(items).toEqual([
			{
				json: {
					status: 'created',
					provider: 'hubspot',
					record: { status: 'active' },
					requestId: 'r-1',
				},
				pairedItem: { item: 3 },
			},
		]);
		expect(Object.keys(items[0]?.json ?? {})[0]).toBe('status');
	});

	it('are one for each record of a list', () => {
		const record = [{ id: 'a' }, { id: 'b' }];
		const items = toOutcomeItems({ status: 'found', provider: 'hubspot', record }, 0);
		expect(items.map(({ json }) => json.record)).toEqual(record);
	});

	it.each([[[]], [undefined]])('are one without a record for %j', (record) => {
		const items = toOutcomeItems({ status: 'found', provider: 'hubspot', record }, 0);
		expect(items.map(({ json }) => json)).toEqual([{ status: 'found', provider: 'hubspot' }]);
	});
});

describe('an outcome counts as an error', () => {
	const outcomeOf = (status: Outcome['status']): Outcome => ({
		status,
		provider: 'hubspot',
		reason: { code: 'the_code', message: 'The message' },
		requestId: 'r-1',
		retry: { advised: true, afterMs: 1_500 },
	});

	it('if the vendor failed, the credential may not, or the input is wrong', () => {
		const errors = OUTCOME_STATUSES.filter((status) => toOutcomeError(NODE, outcomeOf(status), 0));
		expect(errors).toEqual(['forbidden', 'invalid', 'upstream_error']);
		expect(treatAsErrorProperty.default).toEqual(expect.arrayContaining(errors));
	});

	it('if the node was told so', () => {
		expect(toOutcomeError(NODE, outcomeOf('not_found'), 0, ['not_found'])).toBeDefined();
		expect(toOutcomeError(NODE, outcomeOf('forbidden'), 0, [])).toBeUndefined();
	});

	it('with the item, the reason, and what support asks for', () => {
		const error = toOutcomeError(NODE, outcomeOf('upstream_error'), 2);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'The message',
			description: 'Status upstream_error, code the_code, request r-1, try again in 2 s',
			context: { itemIndex: 2 },
		});
		expect(toOutcomeError(NODE, outcomeOf('invalid'), 2)).toBeInstanceOf(NodeOperationError);
	});

	it('never if it is a success: none is offered, and all others are', () => {
		const offered = (treatAsErrorProperty.options ?? []).map((option) =>
			'value' in option ? option.value : undefined,
		);
		const failures = OUTCOME_STATUSES.filter((status) => !isSuccess({ status }));
		expect(offered.toSorted()).toEqual([...failures].toSorted());
	});
});
