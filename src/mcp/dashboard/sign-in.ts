import {
	single,
	retryAfter,
	type OAuthAnswer,
	type OAuthRequest,
} from '../authorization/oauth-exchange';
import { card, notice } from '../cards/parts/layout';
import { h } from '../cards/tree/element';
import { findPrincipal } from '../server/access/api-keys';
import { dashboardUrl, type DashboardPorts, type DashboardSettings } from './dashboard-ports';
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
	form: URLSearchParams,
	{ address = 'unknown', query }: Pick<OAuthRequest, 'address' | 'query'>,
	settings: DashboardSettings,
	ports: DashboardPorts,
): Promise<OAuthAnswer> {
	const url = new URL(dashboardUrl(settings.url));
	if (single(form, 'leave') !== undefined) return goOn(endedCookie(url), '?');
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
	// A link to an approval leads there also where it had to ask for the key first.
	return goOn(sessionCookie(given, settings.id, url, ports), `?${query.toString()}`);
}

/** 303: the browser asks for the page with GET, and takes the key nowhere. */
function goOn(cookie: string, location: string): OAuthAnswer {
	const headers = { Location: location, 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
	return { status: 303, headers, body: '' };
}
