import { createHash } from 'node:crypto';

import { SANDBOX_APP } from '../../../../sandbox/frame/oauth.ts';
import { ManualClock } from '../../../../sandbox/frame/clock.ts';
import type { VendorModule } from '../../../../sandbox/frame/running-vendor.ts';
import { Sandbox } from '../../../../sandbox/frame/sandbox.ts';
import { buildWorld } from '../../../../sandbox/world/build-world.ts';

export const BACK = 'https://n8n.test/rest/oauth2-credential/callback';

export const VERIFIER = 'a-verifier-that-is-long-enough-for-the-challenge-it-is-for';

export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** Never changed, and slow to build. */
const world = buildWorld();

type Fields = Readonly<Record<string, string>>;

export interface Paths {
	authorize: string;
	token: string;
}

/** A browser and an app at the OAuth2 server of one vendor, on a clock that stands. */
export function oauthBrowser(vendor: VendorModule, { authorize, token }: Paths) {
	const clock = new ManualClock(Date.parse('2026-11-25T10:00:00Z'));
	const sandbox = new Sandbox({ vendors: [vendor], world, clock, settings: { limits: 'off' } });
	const send = async (method: string, path: string, headers: Fields = {}, text = '') => {
		const url = `/${vendor.id}${path}`;
		const all = { host: '127.0.0.1:4010', ...headers };
		const wire = await sandbox.handle({ method, url, headers: all, text });
		if (typeof wire === 'string') throw new Error(`no answer: ${wire}`);
		const { status, headers: answered = {}, text: said } = wire;
		const body = said.startsWith('{') || said.startsWith('[') ? (JSON.parse(said) as object) : {};
		return { status, headers: answered, body: body as Record<string, unknown> };
	};
	const ask = async (query: Fields = {}) => {
		const all = new URLSearchParams({
			client_id: SANDBOX_APP.clientId,
			redirect_uri: BACK,
			response_type: 'code',
			state: 'state-1',
			...query,
		});
		return await send('GET', `${authorize}?${all.toString()}`);
	};
	const post = async (form: Fields, headers: Fields = {}) =>
		await send(
			'POST',
			token,
			{ 'content-type': 'application/x-www-form-urlencoded', ...headers },
			new URLSearchParams(form).toString(),
		);
	const app = {
		client_id: SANDBOX_APP.clientId,
		client_secret: SANDBOX_APP.clientSecret,
	};
	return {
		clock,
		sandbox,
		ask,
		post,
		/** The code that the browser comes back with. */
		async consent(query: Fields = {}): Promise<string> {
			const { headers } = await ask(query);
			return new URL(headers.location ?? '').searchParams.get('code') ?? '';
		},
		redeem: async (code: string, changes: Fields = {}) =>
			await post({
				grant_type: 'authorization_code',
				code,
				redirect_uri: BACK,
				...app,
				...changes,
			}),
		renew: async (refreshToken: unknown, changes: Fields = {}) =>
			await post({
				grant_type: 'refresh_token',
				refresh_token: String(refreshToken),
				...app,
				...changes,
			}),
		/** A call of the vendor's API. */
		get: async (path: string, accessToken: unknown) =>
			await send('GET', path, { authorization: `Bearer ${String(accessToken)}` }),
	};
}
