import type { Credits } from '../../frame/credits.ts';
import type { Person } from '../../world/world.ts';
import { findPerson } from './find.ts';
import { showContactInfo, showProfile, workEmailOf } from './show.ts';
import type { Asked, Enrichment, FullenrichState } from './state.ts';

/** How long one takes. */
export const DURATION_MS = 60_000;

const CREDITS: Readonly<Record<string, number>> = {
	'contact.work_emails': 1,
	'contact.personal_emails': 3,
	'contact.phones': 10,
	reverse: 1,
};

function personOf(state: FullenrichState, { input }: Asked): Person | undefined {
	return findPerson(state, {
		email: input.email,
		linkedinUrl: input.professional_network_url,
		domain: input.company_domain,
		company: input.company_name,
		fullName: `${input.first_name ?? ''} ${input.last_name ?? ''}`,
	});
}

/** What is charged for a person: what was found of what was asked, and not bought before. */
function dueOf(
	{ bought }: FullenrichState,
	person: Person,
	kind: Enrichment['kind'],
	asked: Asked,
) {
	const items = kind === 'reverse' ? ['reverse'] : asked.fields;
	const found = items.filter((item) => item !== 'contact.work_emails' || workEmailOf(person));
	const fresh = found.filter((item) => !bought.has(`${person.key} ${item}`));
	const credits = fresh.reduce((sum, item) => sum + (CREDITS[item] ?? 0), 0);
	return { credits, keys: fresh.map((item) => `${person.key} ${item}`) };
}

/** Ends an enrichment whose time has come, and charges for it; one without credits stops there. */
export function settle(
	state: FullenrichState,
	enrichment: Enrichment,
	credits: Credits,
): Enrichment {
	if (enrichment.ended !== undefined) return enrichment;
	let spent = 0;
	let paid = 0;
	for (const asked of enrichment.asked) {
		const person = personOf(state, asked);
		const due = person && dueOf(state, person, enrichment.kind, asked);
		if (due !== undefined && credits.take(due.credits) === 'exhausted') break;
		for (const key of due?.keys ?? []) state.bought.add(key);
		spent += due?.credits ?? 0;
		paid += 1;
	}
	const status = paid < enrichment.asked.length ? 'CREDITS_INSUFFICIENT' : 'FINISHED';
	const ended = { ...enrichment, ended: { status, credits: spent, paid } as const };
	state.enrichments.set(enrichment.id, ended);
	return ended;
}

function showRecord(
	state: FullenrichState,
	kind: Enrichment['kind'],
	asked: Asked,
	isPaid: boolean,
) {
	const person = isPaid ? personOf(state, asked) : undefined;
	const hasProfile = kind === 'reverse' || 'professional_network_url' in asked.input;
	return {
		input: asked.input,
		...(asked.custom && { custom: asked.custom }),
		...(kind === 'enrich' && { contact_info: person ? showContactInfo(person, asked) : {} }),
		...(person && hasProfile && { profile: showProfile(person, state) }),
	};
}

export function showEnrichment(
	state: FullenrichState,
	{ id, kind, name, asked, ended }: Enrichment,
) {
	const paid = ended?.paid ?? 0;
	return {
		id,
		name,
		status: ended?.status ?? 'IN_PROGRESS',
		cost: { credits: ended?.credits ?? 0 },
		data: ended ? asked.map((each, index) => showRecord(state, kind, each, index < paid)) : [],
	};
}
