import { OAuthError } from '../authorization/oauth-error';
import { single, type OAuthAnswer, type OAuthRequest } from '../authorization/oauth-exchange';
import { card, notice } from '../cards/parts/layout';
import { h, type Child } from '../cards/tree/element';
import type { DashboardPorts, DashboardSettings, GraphSource } from './dashboard-ports';
import { pageOf, topBar } from './frame';
import { sessionOf } from './session-cookie';
import { signInOrOut, signInPage } from './sign-in';
import { approvalsView } from './views/approvals-view';
import { callsView } from './views/calls-view';
import { changesView } from './views/changes-view';
import { prospectView } from './views/prospect-view';
import { reviewView } from './views/review-view';
import { searchView } from './views/search-view';

/** The page of one MCP server, for people: what is known, what waits, and who called what. */
export interface Dashboard {
	/** Never throws for anything that a browser can send. */
	answer(request: OAuthRequest): Promise<OAuthAnswer>;
}

type View = (query: URLSearchParams) => Promise<Child>;

interface NamedView {
	title: string;
	show: View;
	/** Reached from another one only. */
	isHidden?: true;
}

export function createDashboard(settings: DashboardSettings, ports: DashboardPorts): Dashboard {
	const { approvals } = ports;
	const views: Record<string, NamedView> = {
		...(ports.graph && graphViews(ports.graph)),
		...(approvals && {
			approvals: {
				title: 'Approvals',
				show: async (query: URLSearchParams) =>
					await Promise.resolve(approvalsView(approvals, query)),
			},
		}),
		calls: { title: 'Calls', show: async () => await callsView(ports.calls, ports.now()) },
	};
	const [first = ''] = Object.keys(views);
	const listed = Object.entries(views)
		.filter(([, { isHidden }]) => !isHidden)
		.map(([name, { title }]) => [name, title] as const);

	async function show({ query }: OAuthRequest): Promise<OAuthAnswer> {
		const asked = query.get('view') ?? first;
		const view = Object.hasOwn(views, asked) ? views[asked] : undefined;
		const { content, status } = view ? await shown(view, query) : NOT_FOUND;
		return framed(asked, view?.title ?? 'not found', { content, status });
	}

	function framed(shownView: string, title: string, { content, status }: Shown): OAuthAnswer {
		return pageOf(
			`${settings.serverName}: ${title}`,
			[topBar(listed, shownView), h('main', {}, content)],
			{ status },
		);
	}

	async function isSignedIn({ headers }: OAuthRequest): Promise<boolean> {
		const { id: server, labels } = settings;
		const keys = await ports.keys();
		return sessionOf(headers, { server, labels, keys }, ports) !== undefined;
	}

	/** A form: a key, a decision, or the wish to leave. */
	async function receive(request: OAuthRequest): Promise<OAuthAnswer> {
		// A form of another site could sign a person in with a key of its own, or decide for them.
		if (isFromElsewhere(request)) {
			return signInPage(settings, { text: 'This form came from another page.', status: 403 });
		}
		const form = await request.readForm();
		const [decision, id] = [single(form, 'decision'), single(form, 'id')];
		if (decision === undefined || id === undefined) {
			return await signInOrOut(form, request, settings, ports);
		}
		if (!(await isSignedIn(request))) return signInPage(settings);
		return await decide(id, decision === 'allow' ? 'allow' : 'refuse');
	}

	async function decide(id: string, decision: 'allow' | 'refuse'): Promise<OAuthAnswer> {
		const query = new URLSearchParams({ view: 'approvals', id });
		try {
			await approvals?.decide(id, decision);
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			const told = card('Approval', '', notice('bad', error.message));
			return framed('approvals', 'Approval', { content: told, status: 409 });
		}
		return { status: 303, headers: { Location: `?${query.toString()}` }, body: '' };
	}

	return {
		async answer(request) {
			try {
				if (request.method === 'POST') return await receive(request);
				if (!['GET', 'HEAD'].includes(request.method)) {
					return { status: 405, headers: { Allow: 'GET, HEAD, POST' }, body: '' };
				}
				return (await isSignedIn(request)) ? await show(request) : signInPage(settings);
			} catch (error) {
				if (!(error instanceof OAuthError)) throw error;
				return signInPage(settings, { text: `${error.message}.`, status: error.httpStatus });
			}
		},
	};
}

interface Shown {
	content: Child;
	status: number;
}

const NOT_FOUND: Shown = {
	content: card('Not found', '', notice('warn', 'The dashboard has no such page')),
	status: 404,
};

/** What a source says of an address that somebody changed by hand is for the person. */
async function shown({ title, show }: NamedView, query: URLSearchParams): Promise<Shown> {
	try {
		return { content: await show(query), status: 200 };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { content: card(title, '', notice('warn', error.message)), status: 400 };
	}
}

function graphViews(graph: GraphSource): Record<string, NamedView> {
	return {
		search: { title: 'Search', show: async (query) => await searchView(graph, query) },
		prospect: {
			title: 'Prospect',
			show: async (query) => await prospectView(graph, query),
			isHidden: true,
		},
		review: { title: 'Review', show: async () => await reviewView(graph) },
		changes: { title: 'Changes', show: async () => await changesView(graph) },
	};
}

function isFromElsewhere({ headers }: OAuthRequest): boolean {
	const { 'sec-fetch-site': site } = headers;
	return typeof site === 'string' && site !== 'same-origin' && site !== 'none';
}
