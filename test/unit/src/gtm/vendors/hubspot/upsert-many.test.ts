import { hubspot as hubspotModule } from '../../../../../../sandbox/vendors/hubspot/hubspot.ts';
import type { VendorClient } from '../../../../../../src/gtm/http/vendor-client';
import { VendorError } from '../../../../../../src/gtm/http/vendor-error';
import { hubspot } from '../../../../../../src/gtm/vendors/hubspot/hubspot';
import { openVendor } from '../sandbox-client';

const UPSERT = 'POST /crm/objects/2026-09/{type}/batch/create';
const READ = 'POST /crm/objects/2026-09/{type}/batch/read';

const bearer = { header: 'authorization', key: 'Bearer pat-sandbox-hubspot' };

const open = () => openVendor(hubspotModule, hubspot, bearer);

let opened: ReturnType<typeof open>;

beforeEach(() => {
	opened = open();
});

const upsert = async (...emails: string[]) =>
	await hubspot.contact.upsertMany?.(
		opened.client,
		emails.map((email) => ({ values: { email, lastName: 'Smith' } })),
	);

describe('many contacts at once', () => {
	it('may name a person in capitals and in small letters: it is one contact', async () => {
		const outcomes = await upsert('dana@batch-run.com', 'DANA@batch-run.com', 'bo@batch-run.com');
		expect(outcomes).toMatchObject([
			{ status: 'created' },
			{ status: 'unchanged' },
			{ status: 'created' },
		]);
	});

	it('are not refused together for the one that is at fault', async () => {
		const { client } = opened;
		const said = { status: 'invalid', code: 'VALIDATION_ERROR', message: 'One is wrong' } as const;
		const strict: VendorClient = {
			...client,
			send: async (request) => {
				if (!request.path.endsWith('/batch/create')) return await client.send(request);
				throw new VendorError('hubspot', said, { attempts: 1 });
			},
		};
		const outcomes = await hubspot.contact.upsertMany?.(strict, [
			{ values: { email: 'dana@batch-run.com' } },
			{ values: { email: 'bo@batch-run.com' } },
			{ values: { email: 'no address' } },
		]);
		expect(outcomes).toMatchObject([
			{ status: 'created' },
			{ status: 'created' },
			{ status: 'invalid', reason: { code: expect.not.stringMatching('VALIDATION_ERROR') } },
		]);
	});

	it.each(['garbage', 'truncated'] as const)(
		'with an answer that is %s may be tried again, and nothing is said of the records',
		async (kind) => {
			opened.sandbox.setFault({ vendor: 'hubspot', kind, route: UPSERT, when: 'after' });
			const first = await upsert('dana@batch-run.com');
			expect(first).toMatchObject([
				{
					status: 'upstream_error',
					reason: { code: 'unreadable_answer' },
					retry: { advised: true },
				},
			]);
			opened.sandbox.faults.clear();
			expect(await upsert('dana@batch-run.com')).toMatchObject([{ status: 'unchanged' }]);
		},
	);

	it('are not taken for new when it cannot be read who is there', async () => {
		opened.sandbox.setFault({ vendor: 'hubspot', kind: 'garbage', route: READ });
		expect(await upsert('dana@batch-run.com')).toMatchObject([{ status: 'upstream_error' }]);
		expect(opened.sent.filter(({ url }) => url.endsWith('/batch/create'))).toHaveLength(0);
	});
});
