import { findPrincipal, type KeyFinding } from '../server/access/api-keys';
import type { AuthorizationPorts, AuthorizationSettings } from './authorization-ports';
import {
	type AuthorizationRequest,
	openRequest,
	readAuthorizationRequest,
	readState,
	sealRequest,
} from './authorization-request';
import { browserOf, markBrowser } from './browser-mark';
import { type ConsentForm, consentPage, FIELD } from './consent-page';
import { findClient } from './find-client';
import { OAuthError } from './oauth-error';
import { type OAuthAnswer, type OAuthRequest, required, single } from './oauth-exchange';
import { problemPage, refusedPage } from './page';
import { isLoopback, isRegisteredRedirect, redirectTo } from './redirect-uri';
import type { Registrations } from './registration';
import type { SignInEvent } from './sign-in-event';
import type { SignInTokens } from './sign-in-tokens';

/** The authorization endpoint (RFC 6749, 3.1): a page for a person, and the form on it. */
export interface AuthorizeEndpoint {
	show(this: void, request: OAuthRequest): Promise<OAuthAnswer>;
	decide(this: void, request: OAuthRequest): Promise<OAuthAnswer>;
}

/** A client redeems its code at once (RFC 6749, 4.1.2: ten minutes at most). */
const CODE_LIFETIME_MS = 60_000;

const UNKNOWN_ADDRESS = 'unknown';

export function createAuthorizeEndpoint(
	settings: AuthorizationSettings,
	ports: AuthorizationPorts,
	registrations: Registrations,
	tokens: SignInTokens,
): AuthorizeEndpoint {
	const { url: issuer } = settings;
	const pageUrl = new URL(`${issuer}/authorize`);
	const offered = settings.scopes.map(({ name }) => name);
	const record = (event: SignInEvent, request: OAuthRequest) =>
		ports.record({ ...event, ...(request.address ? { address: request.address } : {}) });

	/** RFC 9207: the client can tell which server an answer is of. */
	const answerUrl = (uri: string, state: string | undefined, more: Record<string, string>) =>
		redirectTo(uri, { ...more, ...(state === undefined ? {} : { state }), iss: issuer });
	const sendBack = (uri: string, state: string | undefined, more: Record<string, string>) =>
		redirect(answerUrl(uri, state, more));

	/** To whom answers go. Until that is known, whatever is wrong is told to the person alone. */
	async function readClient(request: OAuthRequest) {
		const { query, address = UNKNOWN_ADDRESS } = request;
		const clientId = required(query, 'client_id');
		const redirectUri = required(query, 'redirect_uri');
		const client = await findClient(clientId, address, registrations, ports);
		if (!isRegisteredRedirect(redirectUri, client.redirectUris)) {
			record({ what: 'refused redirect', client: nameOf(client) }, request);
			throw new OAuthError('invalid_request', 'The client has not named the redirect_uri');
		}
		return { client, redirectUri };
	}

	async function show(request: OAuthRequest): Promise<OAuthAnswer> {
		const { client, redirectUri } = await readClient(request);
		let state: string | undefined;
		try {
			state = readState(request.query);
			const wanted: AuthorizationRequest = {
				clientId: client.id,
				clientName: client.name,
				clientKind: client.kind,
				redirectUri,
				...(state === undefined ? {} : { state }),
				...readAuthorizationRequest(request.query, issuer, offered),
			};
			const mark = markBrowser(request.headers, pageUrl);
			const sealed = sealRequest(wanted, mark.digest, issuer, ports.signer, ports.now());
			return page(wanted, { sealed, cookie: mark.cookie });
		} catch (error) {
			if (!(error instanceof OAuthError)) throw error;
			if (error.code === 'invalid_target') {
				record({ what: 'refused resource', client: nameOf(client) }, request);
			}
			const { code, message } = error;
			const back = answerUrl(redirectUri, state, { error: code, error_description: message });
			// Anyone can register any address: a link to us must not send a person there unasked.
			return isLoopback(redirectUri) ? redirect(back) : refusedPage(message, back);
		}
	}

	async function decide(request: OAuthRequest): Promise<OAuthAnswer> {
		const form = await request.readForm();
		const sealed = required(form, FIELD.request);
		const wanted = isFromOurPage(request)
			? openRequest(sealed, browserOf(request.headers), issuer, ports.signer)
			: undefined;
		if (!wanted) {
			record({ what: 'forged form' }, request);
			return problemPage(
				403,
				'This form is too old, or was not opened in this browser. Cookies must be allowed. Start again in the program that you want to connect.',
			);
		}
		const client = nameOf({ name: wanted.clientName, id: wanted.clientId });
		if (single(form, FIELD.decision) !== 'allow') {
			record({ what: 'declined', client }, request);
			return sendBack(wanted.redirectUri, wanted.state, { error: 'access_denied' });
		}
		const ticked = wanted.scopes.filter((scope) => form.getAll(FIELD.scope).includes(scope));
		const entered = await enterKey(single(form, FIELD.key) ?? '', client, request);
		if (entered.problem) return page(wanted, { sealed, ticked, problem: entered.problem });
		const code = await grant(wanted, ticked, entered.key);
		record({ what: 'signed in', label: entered.label, client }, request);
		return sendBack(wanted.redirectUri, wanted.state, { code });
	}

	/** Every wrong key takes one of the tries that a place has. */
	async function enterKey(key: string, client: string, request: OAuthRequest): Promise<EnteredKey> {
		const { wrongKeys } = ports.limits;
		const { address = UNKNOWN_ADDRESS } = request;
		const verdict = wrongKeys.check(address);
		if (!verdict.allowed) {
			if (verdict.isFirst) record({ what: 'too many wrong keys', client }, request);
			return { problem: tooMany(verdict.waitMs) };
		}
		const finding = findPrincipal(key.trim(), await ports.keys(), ports.now());
		if (finding.kind === 'known') return { key: key.trim(), label: finding.principal.label };
		wrongKeys.take(address);
		const what = finding.kind === 'expired' ? 'expired key' : 'wrong key';
		record({ what, client }, request);
		return { problem: { text: KEY_PROBLEMS[finding.kind], status: 403 } };
	}

	async function grant(
		{ clientId, clientName, redirectUri, challenge }: AuthorizationRequest,
		scopes: readonly string[],
		key: string,
	): Promise<string> {
		const now = ports.now();
		const id = ports.createId();
		const expiresAt = now + CODE_LIFETIME_MS;
		await ports.grants.add({
			id,
			resource: issuer,
			keyDigest: ports.digestOf(key),
			clientId,
			clientName,
			scopes,
			generation: 0,
			createdAt: now,
			expiresAt,
		});
		return tokens.code({ grant: id, redirectUri, challenge }, expiresAt);
	}

	const page = (wanted: AuthorizationRequest, form: Omit<ConsentForm, 'action'>) =>
		consentPage(wanted, settings, { ...form, action: pageUrl.pathname });

	return { show, decide };
}

type EnteredKey =
	| { key: string; label: string; problem?: undefined }
	| { problem: NonNullable<ConsentForm['problem']> };

const KEY_PROBLEMS: Record<Exclude<KeyFinding['kind'], 'known'>, string> = {
	unknown:
		'This key is not known here. Check that all of it was copied, or ask the owner for a key.',
	expired: 'This key has expired. Ask the owner for a new one.',
};

function tooMany(waitMs: number): NonNullable<ConsentForm['problem']> {
	const seconds = Math.ceil(waitMs / 1000);
	return {
		text: `Too many wrong keys. Wait ${seconds} seconds, then try again.`,
		status: 429,
		headers: { 'Retry-After': String(seconds) },
	};
}

/** Browsers say which page sent a form; those that do not are held by the cookie. */
function isFromOurPage({ headers }: OAuthRequest): boolean {
	const site = headers['sec-fetch-site'];
	return site === undefined || site === 'same-origin' || site === 'none';
}

function nameOf({ name, id }: { name: string; id: string }): string {
	const address = URL.parse(id)?.host;
	return [name || 'unnamed', ...(address ? [`(${address})`] : [])].join(' ');
}

/** 303: the browser must ask the client's address with GET, and take the key nowhere. */
function redirect(location: string): OAuthAnswer {
	return {
		status: 303,
		headers: {
			Location: location,
			'Cache-Control': 'no-store',
			'Referrer-Policy': 'no-referrer',
		},
		body: '',
	};
}
