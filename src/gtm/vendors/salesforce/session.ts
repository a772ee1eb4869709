import { digestOf } from '../../../base/digest';

/** What a login needs. Never shown. */
export interface Login {
	/** Where the org is, without a slash at the end. */
	instanceUrl: string;
	clientId: string;
	clientSecret: string;
}

export type LogIn = (login: Login) => Promise<string>;

/** Tokens by client credentials, shared by all workflows of this process. */
export interface Sessions {
	/**
	 * A token that is not the refused one.
	 *
	 * @param refused the token that Salesforce no longer takes; empty if there was none
	 * @param logIn asks Salesforce for a token
	 * @throws what `logIn` throws
	 */
	tokenFor(login: Login, refused: string, logIn: LogIn): Promise<string>;
}

interface Session {
	token: Promise<string>;
	/** Milliseconds since 1970. */
	from: number;
}

/**
 * Twenty items that meet an ended session at once make one login, not twenty: Salesforce allows 3,600
 * logins of a user in an hour. A token is handed out for this long without another login; after that
 * whoever asks has met its end.
 */
const FRESH_MS = 60_000;

/** @param now milliseconds since 1970 */
export function createSessions(now: () => number): Sessions {
	const sessions = new Map<string, Session>();

	async function begin(key: string, login: Login, logIn: LogIn): Promise<string> {
		const session = { token: logIn(login), from: now() };
		sessions.set(key, session);
		try {
			return await session.token;
		} catch (error) {
			// The next one who asks tries anew.
			if (sessions.get(key) === session) sessions.delete(key);
			throw error;
		}
	}

	return {
		async tokenFor(login, refused, logIn) {
			const key = digestOf([login.instanceUrl, login.clientId, login.clientSecret]);
			const known = sessions.get(key);
			if (known && now() - known.from < FRESH_MS) {
				const token = await known.token;
				if (token !== refused) return token;
			}
			// Another one may have begun a login while this one waited.
			const current = sessions.get(key);
			if (current && current !== known) return await current.token;
			return await begin(key, login, logIn);
		},
	};
}
