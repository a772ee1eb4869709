import { loggedInClient, n8nContext } from './n8n-context';
import type { CredentialSummary } from '../../../scripts/n8n/rest-types';

/** Stands for the vendor's page: from the URL that n8n opened to the one that the browser is sent back to. */
export type SignInPage = (authorizationUrl: URL) => Promise<URL> | URL;

/** Follows the redirect of a server where nobody is asked. */
export const signsInAtOnce: SignInPage = async (authorizationUrl) => {
	const answer = await fetch(authorizationUrl, { redirect: 'manual' });
	const location = answer.headers.get('location');
	if (location === null) {
		throw new Error(`no way back: ${answer.status} ${await answer.text()}`);
	}
	return new URL(location);
};

export interface SignIn {
	/** What n8n opened. */
	asked: URL;
	/** n8n's page at the end. Its status is 200 also if it could not get a token. */
	shown: string;
}

/** What the Connect button of the credential does, the vendor's page, and n8n's page after it. */
export async function signIn(credential: CredentialSummary, page: SignInPage): Promise<SignIn> {
	const { session } = n8nContext();
	const asked = await loggedInClient().connection.data<string>({
		method: 'GET',
		path: '/oauth2-credential/auth',
		query: { id: credential.id },
	});
	const back = await page(new URL(asked));
	const answer = await fetch(back, {
		headers: { cookie: `n8n-auth=${session.cookie}`, 'browser-id': session.browserId },
	});
	return { asked: new URL(asked), shown: await answer.text() };
}

/** A sign-in that must work. Returns the URL that n8n opened. */
export async function connectAccount(
	credential: CredentialSummary,
	page: SignInPage = signsInAtOnce,
): Promise<URL> {
	const { asked, shown } = await signIn(credential, page);
	expect(shown).toContain('Connection successful');
	return asked;
}
