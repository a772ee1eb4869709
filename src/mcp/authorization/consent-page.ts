import { escapeHtml } from '../../base/html';
import type { AuthorizationRequest } from './authorization-request';
import type { AuthorizationSettings } from './authorization-ports';
import type { OAuthAnswer } from './oauth-exchange';
import { pageAnswer } from './page';
import { destinationOf } from './redirect-uri';

/** Names of the fields of the form. */
export const FIELD = {
	request: 'request',
	key: 'key',
	scope: 'scope',
	decision: 'decision',
} as const;

export interface ConsentForm {
	/** As `sealRequest` made it. */
	sealed: string;
	/** Where the form goes. */
	action: string;
	/** What was wrong with the last try, and its status. */
	problem?: { text: string; status: number; headers?: Readonly<Record<string, string>> };
	/** The scopes that the person left ticked; all if undefined. */
	ticked?: readonly string[];
	cookie?: string;
}

/** The page on which a person allows a client to call the server, by entering a key. */
export function consentPage(
	request: AuthorizationRequest,
	{ serverName, scopes }: Pick<AuthorizationSettings, 'serverName' | 'scopes'>,
	form: ConsentForm,
): OAuthAnswer {
	const { problem, cookie } = form;
	const client = request.clientName || 'A program without a name';
	const asked = scopes.filter(({ name }) => request.scopes.includes(name));
	const ticked = form.ticked ?? request.scopes;
	return pageAnswer(
		problem?.status ?? 200,
		`Connect to ${serverName}`,
		`<p><strong>${escapeHtml(client)}</strong> wants to use the tools of <strong>${escapeHtml(serverName)}</strong> for you.</p>` +
			aboutClient(request, client) +
			(problem ? `<p class="problem" role="alert">${escapeHtml(problem.text)}</p>` : '') +
			`<form method="post" action="${escapeHtml(form.action)}">` +
			hidden(FIELD.request, form.sealed) +
			scopeChoice(asked, ticked) +
			`<label class="key" for="key">Your key</label>` +
			`<input type="password" id="key" name="${FIELD.key}" required autofocus autocomplete="current-password" spellcheck="false" aria-describedby="key-note">` +
			`<small id="key-note">You have it from the owner of ${escapeHtml(serverName)}. It stays with this server; ${escapeHtml(client)} never sees it, and can do what the key can do until the owner withdraws it.</small>` +
			'<div class="buttons">' +
			`<button name="${FIELD.decision}" value="allow">Allow</button>` +
			`<button name="${FIELD.decision}" value="deny" formnovalidate>Cancel</button>` +
			'</div></form>',
		{
			...(cookie === undefined ? {} : { 'Set-Cookie': cookie }),
			...problem?.headers,
		},
	);
}

function aboutClient(request: AuthorizationRequest, client: string): string {
	const rows: Array<[string, string]> = [
		['Calls itself', `${client} (not verified)`],
		request.clientKind === 'document'
			? ['Its address', `${new URL(request.clientId).host} (${request.clientId})`]
			: ['Its address', 'It gave none; anyone can use any name'],
		['You are sent on to', destinationOf(request.redirectUri)],
	];
	const list = rows
		.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
		.join('');
	return `<dl>${list}</dl><p>Go on only if you have just started this in that program yourself.</p>`;
}

function scopeChoice(asked: AuthorizationSettings['scopes'], ticked: readonly string[]): string {
	if (asked.length === 0) return '';
	const boxes = asked.map(({ name, opens }) => {
		const checked = ticked.includes(name) ? ' checked' : '';
		const tools = opens.length > 0 ? ` <small>for ${escapeHtml(opens.join(', '))}</small>` : '';
		return `<label><input type="checkbox" name="${FIELD.scope}" value="${escapeHtml(name)}"${checked}> ${escapeHtml(name)}${tools}</label>`;
	});
	return `<fieldset><legend>Also allow</legend>${boxes.join('')}</fieldset>`;
}

function hidden(name: string, value: string): string {
	return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}
