import { createHash } from 'node:crypto';

import { createAttemptLimit } from '../../../../../src/mcp/authorization/attempt-limit';
import type { OAuthAnswer } from '../../../../../src/mcp/authorization/oauth-exchange';
import type { SignInEvent } from '../../../../../src/mcp/authorization/sign-in-event';
import { createDashboard } from '../../../../../src/mcp/dashboard/dashboard';
import type {
	ApprovalSource,
	CallRecord,
	GraphSource,
} from '../../../../../src/mcp/dashboard/dashboard-ports';
import type { ApiKey } from '../../../../../src/mcp/server/access/api-keys';
import { createTokenSigner } from '../../../../../src/mcp/server/signed-token';
import { PROSPECT, REVIEWS } from '../../../../e2e/setup/card-data';

export const KEY = 'a-key-of-danas-that-nobody-guesses';

/** A graph in which one account is known. */
export const GRAPH: GraphSource = {
	search: async (text) =>
		await Promise.resolve({
			found: text.startsWith('Acme')
				? [
						{
							id: 'account-1',
							type: 'account',
							name: 'Acme GmbH',
							facts: { domain: 'acme.example' },
						},
					]
				: [],
		}),
	context: async (id) => {
		if (id === '') throw new RangeError('The subject has no identifier.');
		return await Promise.resolve(PROSPECT);
	},
	reviews: async () => await Promise.resolve(REVIEWS.reviews),
	changes: async () =>
		await Promise.resolve([
			{
				at: '2026-11-30T07:58:12Z',
				kind: 'fact_changed',
				entityId: 'contact-1',
				type: 'contact',
				entity: 'Kim Lee',
				name: 'title',
			},
		]),
};

/** A dashboard, and a browser in front of it that keeps its cookie. */
export class DashboardBench {
	now = Date.parse('2026-11-30T08:30:00Z');
	keys: ApiKey[] = [
		{ label: 'Dana', key: KEY },
		{ label: 'Agent', key: 'a-key-of-the-agent-0123456789' },
	];
	records: CallRecord[] | undefined = [];
	approvals: ApprovalSource | undefined;
	graph: GraphSource | undefined = GRAPH;
	readonly events: SignInEvent[] = [];
	cookie = '';

	async send(
		method: 'GET' | 'POST',
		query = '',
		form: Record<string, string> = {},
		headers: Record<string, string> = {},
	): Promise<OAuthAnswer> {
		const answer = await this.dashboard().answer({
			method,
			query: new URLSearchParams(query),
			headers: { cookie: this.cookie, ...headers },
			address: '203.0.113.7',
			readForm: async () => await Promise.resolve(new URLSearchParams(form)),
			readJson: async () => await Promise.reject(new Error('no JSON is read')),
		});
		const set = answer.headers['Set-Cookie'];
		if (set !== undefined) this.cookie = set.split(';')[0] ?? '';
		return answer;
	}

	/** The page behind the key. */
	async open(query = ''): Promise<string> {
		await this.send('POST', '', { key: KEY });
		return (await this.send('GET', query)).body;
	}

	readonly wrongKeys = createAttemptLimit({ perMinute: 6, burst: 5 }, () => this.now);

	constructor(private readonly url = 'https://mcp.example.com/gtm') {}

	dashboard() {
		return createDashboard(
			{
				id: 'server-1',
				url: this.url,
				serverName: 'Acme GTM',
				labels: ['Dana'],
			},
			{
				now: () => this.now,
				signer: createTokenSigner(Buffer.from('a secret of the tests'), () => this.now),
				keys: async () => await Promise.resolve(this.keys),
				digestOf: (key) => createHash('sha256').update(key).digest('base64url'),
				wrongKeys: this.wrongKeys,
				record: (event) => this.events.push(event),
				graph: this.graph,
				approvals: this.approvals,
				calls: {
					records: async () => await Promise.resolve(this.records),
					credits: async () =>
						await Promise.resolve([
							{ provider: 'pdl', unit: 'credit', day: '2026-11-29', spent: 12 },
						]),
				},
			},
		);
	}
}
