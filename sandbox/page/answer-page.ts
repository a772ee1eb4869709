import { FAULT_KINDS } from '../frame/faults.ts';
import type { Sandbox, WireAnswer, WireRequest } from '../frame/sandbox.ts';
import { renderAccount } from './account.ts';
import { renderHome } from './home.ts';
import { html } from './html.ts';
import { renderDocument } from './layout.ts';
import { renderPerson } from './person.ts';

const SECURITY_HEADERS = {
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
};

type Form = URLSearchParams;

/** What the buttons do; each leads back to the first page. */
const ACTIONS: Readonly<Record<string, (sandbox: Sandbox, form: Form) => void>> = {
	'/set-fault': (sandbox, form) => {
		const kind = FAULT_KINDS.find((known) => known === form.get('kind'));
		if (kind === undefined) throw new RangeError('there is no such fault');
		sandbox.setFault({ vendor: form.get('vendor') ?? '', kind, ...timesOf(form) });
	},
	'/clear-faults': (sandbox) => sandbox.faults.clear(),
	'/reset': (sandbox) => sandbox.reset(),
};

function timesOf(form: Form): { times?: number } {
	const times = Number(form.get('times'));
	return times > 0 ? { times } : {};
}

function page(text: string, status = 200): WireAnswer {
	const headers = { 'content-type': 'text/html; charset=utf-8', ...SECURITY_HEADERS };
	return { status, headers, text };
}

function lost(what: string, status = 404): WireAnswer {
	return page(
		renderDocument(
			'GTM sandbox',
			html`<p>${what}</p>
				<p><a href="/">Back to the calls</a></p>`,
		),
		status,
	);
}

/** Whether the path is one of the pages or their buttons, not a vendor's. */
export function isPage(pathname: string): boolean {
	return pathname === '/' || /^\/(person|account)\//.test(pathname) || pathname in ACTIONS;
}

/** Answers the sandbox's own pages and their buttons. */
export function answerPage(sandbox: Sandbox, request: WireRequest, url: string): WireAnswer {
	const { pathname } = new URL(request.url, url);
	const act = ACTIONS[pathname];
	if (act !== undefined) return answerAction(act, sandbox, request);
	if (pathname === '/') return page(renderHome(sandbox, url));
	const [, kind, ...rest] = pathname.split('/');
	const name = decoded(rest.join('/'));
	const render = kind === 'person' ? renderPerson : renderAccount;
	const text = render(sandbox, name);
	return text === undefined ? lost(`No ${kind} of the data has ${name}.`) : page(text);
}

/** URLSearchParams leaves a broken escape as it stands, where decodeURIComponent throws. */
function decoded(text: string): string {
	return (
		new URLSearchParams(`name=${text.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('name') ??
		''
	);
}

function answerAction(
	act: (sandbox: Sandbox, form: Form) => void,
	sandbox: Sandbox,
	{ method, text }: WireRequest,
): WireAnswer {
	if (method !== 'POST') return lost('This is done by a button.', 405);
	try {
		act(sandbox, new URLSearchParams(text));
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return lost(`That cannot be set: ${error.message}.`, 400);
	}
	return { status: 303, headers: { location: '/' }, text: '' };
}
