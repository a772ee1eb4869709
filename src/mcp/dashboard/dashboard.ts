import { OAuthError } from '../authorization/oauth-error';
import type { OAuthAnswer, OAuthRequest } from '../authorization/oauth-exchange';
import { card, notice } from '../cards/parts/layout';
import { h, type Child } from '../cards/tree/element';
import type { DashboardPorts, DashboardSettings, GraphSource } from './dashboard-ports';
import { pageOf, topBar } from './frame';
import { sessionOf } from './session-cookie';
import { signInOrOut, signInPage } from './sign-in';
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
	const views: Record<string, NamedView> = {
		...(ports.graph && graphViews(ports.graph)),
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
		return pageOf(
			`${settings.serverName}: ${view?.title ?? 'not found'}`,
			[topBar(listed, asked), h('main', {}, content)],
			{ status },
		);
	}

	return {
		async answer(request) {
			try {
				if (request.method === 'POST') return await signInOrOut(request, settings, ports);
				if (!['GET', 'HEAD'].includes(request.method)) {
					return { status: 405, headers: { Allow: 'GET, HEAD, POST' }, body: '' };
				}
				const { id: server, labels } = settings;
				const keys = await ports.keys();
				const label = sessionOf(request.headers, { server, labels, keys }, ports);
				return label === undefined ? signInPage(settings) : await show(request);
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
