import { answer, isRecord } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Context } from '../../frame/emulator.ts';
import { accountName, uuidOf } from '../../world/slice.ts';
import { DURATION_MS, settle, showEnrichment } from './enrichments.ts';
import { refused } from './errors.ts';
import { findAccount, findPerson } from './find.ts';
import { readBulk, readContact, readEmail } from './read-question.ts';
import { showCompany, showProfile } from './show.ts';
import type { Asked, Enrichment, FullenrichState } from './state.ts';

const on = routesOf<FullenrichState>();

type Place = Pick<Context<FullenrichState>, 'credits' | 'state'>;

function start(
	{ body, at }: AnyCall,
	{ state }: Place,
	kind: Enrichment['kind'],
	read: (contact: Record<string, unknown>) => Asked,
): Answer {
	const { name, data } = readBulk(body);
	const asked = data.map(read);
	const id = uuidOf('fullenrich', `enrichment ${state.enrichments.size}`);
	state.enrichments.set(id, { id, kind, name, startedAt: at, asked });
	return answer(200, { enrichment_id: id });
}

function find({ state }: Place, kind: Enrichment['kind'], id: string): Enrichment {
	const found = state.enrichments.get(id);
	if (found?.kind === kind) return found;
	throw kind === 'enrich'
		? refused(404, 'error.enrichment.not_found', 'Enrichment ID not found')
		: refused(404, 'error.reverse.email.not_found', 'Reverse email ID not found');
}

function show({ state, credits }: Place, enrichment: Enrichment): Answer {
	const settled = settle(state, enrichment, credits);
	const isShort = settled.ended?.status === 'CREDITS_INSUFFICIENT';
	return answer(isShort ? 402 : 200, showEnrichment(state, settled));
}

const isReady = ({ startedAt }: Enrichment, at: number) => at >= startedAt + DURATION_MS;

const enrich = on('POST', '/api/v2/contact/enrich/bulk', (call, context) =>
	start(call, context, 'enrich', readContact),
);

const enriched = on('GET', '/api/v2/contact/enrich/bulk/{id}', ({ params, at }, context) => {
	const found = find(context, 'enrich', params.id);
	if (isReady(found, at)) return show(context, found);
	const message = 'Enrichment not ready, try again in 30 seconds';
	throw refused(400, 'error.enrichment.in_progress', message);
});

const reverse = on('POST', '/api/v2/contact/reverse/email/bulk', (call, context) =>
	start(call, context, 'reverse', readEmail),
);

/** Unlike that of an enrichment, this one is a 200 while it is not ready: no 400 is specified. */
const reversed = on('GET', '/api/v2/contact/reverse/email/bulk/{id}', ({ params, at }, context) => {
	const found = find(context, 'reverse', params.id);
	return isReady(found, at)
		? show(context, found)
		: answer(200, showEnrichment(context.state, found));
});

const textsIn = (body: unknown): Record<string, string | undefined> =>
	Object.fromEntries(
		Object.entries(isRecord(body) ? body : {}).filter(([, value]) => typeof value === 'string'),
	) as Record<string, string | undefined>;

const LOOKUP_CREDITS = 0.25;

function looked({ credits }: Place, list: string, shown: object | undefined): Answer {
	if (shown === undefined) return answer(200, { [list]: [], metadata: { credits: 0 } });
	if (credits.take(LOOKUP_CREDITS) === 'exhausted') {
		// Not verified: the specification names no status for it.
		return answer(402, { code: 'error.credits.insufficient', message: 'Not enough credits' });
	}
	return answer(200, { [list]: [shown], metadata: { credits: LOOKUP_CREDITS } });
}

const person = on('POST', '/api/v2/people/lookup', ({ body }, context) => {
	const asked = textsIn(body);
	const found = findPerson(context.state, {
		linkedinUrl: asked.person_professional_network_url,
		domain: asked.company_domain,
		fullName: asked.person_name,
	});
	return looked(context, 'people', found && showProfile(found, context.state));
});

const company = on('POST', '/api/v2/company/lookup', ({ body }, context) => {
	const { domain, professional_network_url: linkedinUrl } = textsIn(body);
	const found = findAccount(context.state, { domain, linkedinUrl });
	return looked(context, 'companies', found && showCompany(found));
});

const balance = on('GET', '/api/v2/account/credits', (_call, { credits }) =>
	answer(200, { balance: credits.left }),
);

const verify = on('GET', '/api/v2/account/keys/verify', (_call, { account }) =>
	answer(200, { workspace_id: uuidOf('fullenrich', accountName('workspace', account)) }),
);

export const fullenrichRoutes = [
	enrich,
	enriched,
	reverse,
	reversed,
	person,
	company,
	balance,
	verify,
];
