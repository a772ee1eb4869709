import { smartlead as emulated } from '../../../../../../sandbox/vendors/smartlead/smartlead.ts';
import type { HttpPort } from '../../../../../../src/gtm/http/http-port';
import { smartlead } from '../../../../../../src/gtm/vendors/smartlead/smartlead';
import { sandboxOf } from '../sequencer-sandbox';

let box: ReturnType<typeof sandboxOf>;
let sequenceId: string;

const open = (wrap?: (port: HttpPort) => HttpPort) =>
	sandboxOf(
		smartlead,
		emulated,
		{ query: { api_key: 'sandbox-smartlead' } },
		{ ...(wrap && { wrap }) },
	);

const isUpload = ({ method, url }: { method: string; url: string }) =>
	method === 'POST' && /leads$/.test(url);

/** What Smartlead shows of the person: of a client's campaigns from the start, else since the upload. */
interface Shown {
	map?: Record<string, boolean>;
	seen?: Record<string, unknown>;
}

/** A lead that Smartlead knows and has in no campaign. */
const NOBODY = { id: 1, lead_campaign_data: [] };

const enroll = async (email: string) =>
	await box.run(smartlead.enroll(box.client, { sequenceId, contact: { email } }));

beforeEach(async () => {
	box = open();
	const { record = [] } = await box.run(smartlead.listSequences(box.client, { limit: 50 }));
	sequenceId = record[0]?.id ?? '';
});

/** Uploads are answered with this, and do nothing. */
const answering = (body: Record<string, unknown>) =>
	open(
		(port) => async (request) =>
			isUpload(request) ? { status: 200, headers: {}, body } : await port(request),
	);

describe('the enrollment', () => {
	test('that the counters call a success but nobody sees is partial', async () => {
		box = answering({ ok: true, upload_count: 1, total_leads: 1 });
		expect(await enroll('a@new.example')).toMatchObject({
			status: 'partial',
			reason: { code: 'not_read_back' },
		});
	});

	test.each([
		['a reason that nobody has heard of', { novelty_count: 1 }, 'skipped', 'novelty'],
		['no reason, but a total of none', { total_leads: 0 }, 'skipped', 'not_added'],
		[
			'the words of the newer guide',
			{ added_count: 0, skipped_count: 1, skipped_leads: [{ reason: 'Role address' }] },
			'skipped',
			'skipped',
		],
		['another campaign', { skipped_in_other_campaign_count: 1 }, 'skipped', 'in_other_campaign'],
	])('that was left out with %s is no enrollment', async (_name, counters, status, code) => {
		box = answering({ ok: true, upload_count: 1, ...counters });
		expect(await enroll('a@new.example')).toMatchObject({ status, reason: { code } });
	});

	test.each([
		['unsubscribed', { seen: { is_unsubscribed: true } }, 'unsubscribed', 1],
		['unsubscribed for the client of the campaign', { map: { '7': true } }, 'unsubscribed', 0],
		['not unsubscribed, but for another client', { map: { '8': true } }, undefined, 0],
	])('of someone who is %s', async (_name, shown: Shown, code, removed) => {
		const { map, seen = {} } = shown;
		const { email } = box.world.examples.person;
		let uploaded = false;
		box = open((port) => async (request) => {
			const answer = await port(request);
			if (isUpload(request)) uploaded = true;
			if (/leads\/$/.test(request.url) && (map !== undefined || uploaded)) {
				const own = { unsubscribed_client_id_map: map ?? null, ...seen };
				const body = Object.keys(answer.body as object).length === 0 ? NOBODY : answer.body;
				return { ...answer, body: { ...(body as object), ...own } };
			}
			return /campaigns\/\d+$/.test(request.url)
				? { ...answer, body: { ...(answer.body as object), client_id: 7 } }
				: answer;
		});
		const outcome = await enroll(email);
		expect(outcome.reason?.code).toBe(code);
		expect(outcome.status).toBe(code === undefined ? 'created' : 'suppressed');
		expect(box.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(removed);
		if (removed === 1)
			expect(outcome.reason?.message).toContain('removed the lead from the campaign again');
	});
});
