import {
	single,
	retryAfter,
	type OAuthAnswer,
	type OAuthRequest,
} from '../authorization/oauth-exchange';
import { card, notice } from '../cards/parts/layout';
import { h } from '../cards/tree/element';
import { findPrincipal } from '../server/access/api-keys';
import { DASHBOARD_SUFFIX, type DashboardPorts, type DashboardSettings } from './dashboard-ports';
import { pageOf } from './frame';
import { endedCookie, opens, sessionCookie } from './session-cookie';

interface Problem {
	text: string;
	status: number;
	headers?: Record<string, string>;
}

/** The form on which a person enters a key; it says nothing of what lies behind. */
export function signInPage({ serverName }: DashboardSettings, problem?: Problem): OAuthAnswer {
	const form = card(
		serverName,
		'Dashboard',
		problem && notice('bad', problem.text),
		h(
			'form',
			{ method: 'post' },
			h('label', { for: 'key' }, 'Key'),
			h('input', {
				type: 'password',
				id: 'key',
				name: 'key',
				required: true,
				autofocus: true,
				autocomplete: 'current-password',
			}),
			h('p', { class: 'row' }, h('button', { class: 'main' }, 'Open')),
		),
	);
	return pageOf(`${serverName}: dashboard`, h('main', { class: 'sign-in' }, form), problem ?? {});
}

/** What a form of the dashboard sends: a key, or the wish to leave. */
export async function signInOrOut(
	request: OAuthRequest,
	settings: DashboardSettings,
	ports: DashboardPorts,
): Promise<OAuthAnswer> {
	// A form of another site could sign a person in with a key of its own.
	if (!['same-origin', 'none', undefined].includes(siteOf(request))) {
		return signInPage(settings, { text: 'This form came from another page.', status: 403 });
	}
	const form = await request.readForm();
	const url = new URL(`${settings.url}${DASHBOARD_SUFFIX}`);
	if (single(form, 'leave') !== undefined) return goOn(endedCookie(url));
	const { address = 'unknown' } = request;
	const client = 'dashboard';
	const verdict = ports.wrongKeys.check(address);
	if (!verdict.allowed) {
		if (verdict.isFirst) ports.record({ what: 'too many wrong keys', client, address });
		const wait = `Wait ${Math.ceil(verdict.waitMs / 1000)} seconds, then try again.`;
		const headers = retryAfter(verdict.waitMs);
		return signInPage(settings, { text: `Too many wrong keys. ${wait}`, status: 429, headers });
	}
	const given = (single(form, 'key') ?? '').trim();
	const keys = await ports.keys();
	const finding = findPrincipal(given, keys, ports.now());
	const key = keys.find(({ key: each }) => each.trim() === given);
	if (finding.kind !== 'known' || !key || !opens(key, settings.labels)) {
		ports.wrongKeys.take(address);
		ports.record({ what: 'wrong key', client, address });
		return signInPage(settings, { text: 'This key does not open the dashboard.', status: 401 });
	}
	ports.record({ what: 'signed in', label: finding.principal.label, client, address });
	return goOn(sessionCookie(given, settings.id, url, ports));
}

function siteOf({ headers }: OAuthRequest): string | undefined {
	const { 'sec-fetch-site': site } = headers;
	return typeof site === 'string' ? site : undefined;
}

/** 303: the browser asks for the page with GET, and takes the key nowhere. */
function goOn(cookie: string): OAuthAnswer {
	const headers = { Location: '?', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
	return { status: 303, headers, body: '' };
}
