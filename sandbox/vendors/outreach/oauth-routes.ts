import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { OutreachState } from './state.ts';

const on = routesOf<OutreachState>();

/** What opens the emulator; every code and every refresh token but the revoked one is good for it. */
export const ACCESS_TOKEN = 'sandbox-outreach';

/** Of a user who has taken the access back. */
export const REVOKED = 'sandbox-revoked';

/** Nobody is asked: the browser goes straight back with a code. */
const authorize = on(
	'GET',
	'/oauth/authorize',
	({ query }) => {
		const target = query.get('redirect_uri') ?? '';
		if (!URL.canParse(target)) return answer(400, { error: 'invalid_request' });
		const back = new URL(target);
		back.searchParams.set('code', 'sandbox-code');
		back.searchParams.set('state', query.get('state') ?? '');
		return answer(302, undefined, { location: back.href });
	},
	{ open: true },
);

const JSON_TYPE = { 'content-type': 'application/json' };

/** One token a minute, as Outreach mints them. */
const token = on(
	'POST',
	'/oauth/token',
	({ body }) => {
		const { grant_type: grant, refresh_token: refresh } = isRecord(body) ? body : {};
		if (grant !== 'authorization_code' && grant !== 'refresh_token') {
			return answer(400, { error: 'unsupported_grant_type' });
		}
		if (refresh === REVOKED) return answer(400, { error: 'invalid_grant' }, JSON_TYPE);
		return answer(
			200,
			{
				access_token: ACCESS_TOKEN,
				token_type: 'Bearer',
				expires_in: 7_200,
				refresh_token: 'sandbox-refresh',
				created_at: 0,
			},
			JSON_TYPE,
		);
	},
	{ open: true, limits: ['token'] },
);

export const oauthRoutes = [authorize, token];
