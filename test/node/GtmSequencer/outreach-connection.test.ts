import { someone } from './people-in-sequences';
import { SequencerNode, ofPeople, toItems } from './sequencer-node';
import type { CredentialFields } from '../../../sandbox/credentials.ts';
import { SANDBOX_APP } from '../../../sandbox/frame/oauth.ts';
import { ACCESS_TOKEN } from '../../../sandbox/vendors/outreach/oauth-routes.ts';
import { numericId } from '../../../sandbox/world/slice.ts';

const SEQUENCE = numericId(500, 'sequence-1');

const TOKEN = 'POST /oauth/token';
const PROSPECTS = 'GET /api/v2/prospects';
const EXPIRED = 'expired-token-of-outreach-0123456789';

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('outreach', SEQUENCE);
});

afterEach(async () => {
	await node.close();
});

/** Of a user who has taken the access back. */
const REVOKED = 'refresh-revoked-0123456789';

/** The refresh token of a user who has said yes. */
function refreshToken(): string {
	const outreach = node.opened.sandbox.vendors.get('outreach');
	const consent = {
		clientId: SANDBOX_APP.clientId,
		redirectUri: 'http://localhost/callback',
		scopes: [],
		allowed: 'all',
		offline: true,
	} as const;
	return outreach?.grants.redeem('', consent, 0).refreshToken ?? '';
}

/** A connection as n8n keeps it, with these tokens. */
const connected = (access: string, refresh = refreshToken()) => ({
	gtmOutreachOAuth2Api: {
		...SANDBOX_APP,
		grantType: 'authorizationCode',
		accessTokenUrl: `${node.opened.url}/outreach/oauth/token`,
		authentication: 'body',
		oauthTokenData: { access_token: access, refresh_token: refresh, token_type: 'Bearer' },
	} satisfies CredentialFields,
});

const get = async (credentials: ReturnType<typeof connected>, emails: readonly string[]) =>
	await node.run('enrollment.get', {
		parameters: ofPeople(SEQUENCE),
		items: toItems(...emails),
		onError: 'continueRegularOutput',
		credentials,
	});

describe('a token of Outreach that is over', () => {
	it('is renewed once for all items, since Outreach mints one a minute', async () => {
		const people = Array.from({ length: 8 }, (_, index) => `p${index}@token-run.com`);
		const { items } = await get(connected(EXPIRED), people);
		expect(items.map(({ status }) => status)).toEqual(people.map(() => 'not_found'));
		expect(node.calls(TOKEN)).toMatchObject([{ status: 200 }]);
		expect(node.calls(PROSPECTS).some(({ status }) => status === 401)).toBe(true);
	});

	it('that was minted elsewhere within the minute is no reason to connect again', async () => {
		await get(connected(EXPIRED), ['p1@token-run.com']);
		const finished = await get(connected(EXPIRED), ['p2@token-run.com']);
		expect(finished.items).toMatchObject([
			{
				status: 'rate_limited',
				reason: {
					code: 'token_unavailable',
					message: expect.stringMatching(/could not be refreshed yet.*Try again in a minute/),
				},
				retry: { advised: true, afterMs: 60_000 },
			},
		]);
		expect(node.calls(TOKEN).map(({ status }) => status)).toContain(429);
		expect(node.toldBy(finished)).not.toContain(EXPIRED);
	});

	it('whose access was taken back says to connect again', async () => {
		const finished = await get(connected(EXPIRED, REVOKED), ['p1@token-run.com']);
		expect(finished.items).toMatchObject([
			{
				status: 'forbidden',
				reason: {
					code: 'credential_unusable',
					message: expect.stringMatching(/needs to be reconnected/),
				},
			},
		]);
		for (const token of [EXPIRED, REVOKED]) expect(node.toldBy(finished)).not.toContain(token);
	});
});

describe('a user of Outreach who may only read', () => {
	it('reads, and is told which scope enrolling wants', async () => {
		const credentials = connected('sandbox-outreach-reader');
		const { person, enrollment } = someone(node.world, 'active');
		const read = await node.run('enrollment.get', {
			parameters: ofPeople(numericId(500, enrollment.sequenceKey)),
			items: toItems(person.email),
			credentials,
		});
		expect(read.items).toMatchObject([{ status: 'found', record: { status: 'active' } }]);
		const finished = await node.run('enrollment.enroll', {
			parameters: ofPeople(SEQUENCE, {
				options: { senderId: node.world.users[0]?.email ?? '' },
			}),
			items: toItems(node.world.examples.person.email),
			onError: 'continueRegularOutput',
			credentials,
		});
		expect(finished.items).toMatchObject([
			{
				status: 'forbidden',
				reason: {
					code: 'unauthorizedOauthScope',
					message: expect.stringMatching(/sequenceStates\.write.*Add the scope/),
				},
			},
		]);
		for (const token of ['sandbox-outreach-reader', ACCESS_TOKEN]) {
			expect(node.toldBy(finished)).not.toContain(token);
		}
		expect(await node.act('get', node.world.examples.person.email)).toMatchObject({
			status: 'not_found',
		});
	});
});

describe('the hour of an Outreach user', () => {
	const people = Array.from({ length: 12 }, (_, index) => `p${index}@hour-run.com`);

	it('that is used up ends all that is left, and nothing is sent until the next one', async () => {
		node.setFault({ kind: 'rate_limit_quota' });
		const credentials = connected(ACCESS_TOKEN);
		const { items } = await get(credentials, people);
		expect(items.map(({ status }) => status)).toEqual(people.map(() => 'quota_exhausted'));
		expect(items[0]).toMatchObject({
			reason: { message: expect.stringContaining('on the hour') },
			retry: { advised: false },
		});
		const before = node.calls().length;
		expect(before).toBeLessThanOrEqual(5);
		const next = await get(credentials, ['p1@hour-run.com']);
		expect(next.items).toMatchObject([
			{ status: 'quota_exhausted', reason: { code: 'local_quota' } },
		]);
		expect(node.calls()).toHaveLength(before);
	});
});
