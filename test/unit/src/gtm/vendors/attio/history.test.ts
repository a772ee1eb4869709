import type { HttpResponse } from '../../../../../../src/gtm/http/http-port';
import type { VendorClient } from '../../../../../../src/gtm/http/vendor-client';
import { attio } from '../../../../../../src/gtm/vendors/attio/attio';

/** An Attio that answers by the last part of the path that it knows. */
const clientAnswering = (answers: Record<string, Partial<HttpResponse>>): VendorClient => ({
	provider: 'attio',
	now: Date.now,
	accountKey: async () => await Promise.resolve('account'),
	send: ({ path }) => {
		const [, answer = { status: 404 }] =
			Object.entries(answers).find(([end]) => path.endsWith(end)) ?? [];
		return Promise.resolve({ status: 200, headers: {}, body: undefined, ...answer });
	},
});

const record = { body: { data: { id: { record_id: 'r1' }, values: {} } } };

describe('the history of a record', () => {
	it('tells what each value replaced, and what ended for nothing', async () => {
		const value = (text: string, from: string, until: string | null) => ({
			attribute_type: 'text',
			value: text,
			active_from: from,
			active_until: until,
			created_by_actor: { type: 'workspace-member', id: 'm1' },
		});
		const client = clientAnswering({
			'/records/r1': record,
			'/job_title/values': {
				body: {
					data: [
						value('CEO', '2026-02-01T00:00:00.000000000Z', '2026-03-01T00:00:00.000000000Z'),
						value('CTO', '2026-01-01T00:00:00.000000000Z', '2026-02-01T00:00:00.000000000Z'),
					],
				},
			},
		});
		const outcome = await attio.contact.history(client, { id: 'r1' }, { fields: ['title'] });
		const by = 'workspace-member m1';
		expect(outcome.record).toEqual([
			{ at: '2026-03-01T00:00:00.000Z', field: 'title', from: 'CEO', to: null },
			{ at: '2026-02-01T00:00:00.000Z', field: 'title', from: 'CTO', to: 'CEO', by },
			{ at: '2026-01-01T00:00:00.000Z', field: 'title', to: 'CTO', by },
		]);
	});

	it('names the attributes that have none', async () => {
		const client = clientAnswering({
			'/records/r1': record,
			'/values': {
				status: 400,
				body: { code: 'validation_type', message: 'Not a historic attribute.' },
			},
		});
		const outcome = await attio.contact.history(client, { id: 'r1' }, { fields: ['email'] });
		expect(outcome).toMatchObject({
			status: 'found',
			record: [],
			notes: ['Attio has no history of email_addresses: Not a historic attribute.'],
		});
	});
});
