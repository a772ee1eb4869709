import { answer } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import type { World } from '../../world/world.ts';
import { unprocessable } from './errors.ts';
import { namesOf } from './limits.ts';
import { pageOf, paged, queryText } from './read.ts';
import { showCampaign, showContactInSequences } from './show.ts';
import { mailboxId, newId } from './state.ts';
import type { ApolloContact, ApolloState, SequenceEntry } from './state.ts';

const on = routesOf<ApolloState>();

type ApolloSequence = ApolloState['sequences'][number];

const UNDER_WAY: readonly string[] = ['active', 'paused'];

/** Why Apollo leaves a contact out; undefined if it does not. The order is made up. */
function whyNot(
	{ query }: AnyCall,
	contact: ApolloContact | undefined,
	{ id }: ApolloSequence,
): string | undefined {
	if (contact === undefined) return 'contact_not_found';
	const allowed = (name: string) => query.get(name) === 'true';
	const others = contact.entries.filter(({ sequenceId }) => sequenceId !== id);
	const isIn = (status: (each: string) => boolean) => others.some((each) => status(each.status));
	if (contact.entries.length > others.length) return 'contacts_already_exists_in_current_campaign';
	if (contact.email === '' && !allowed('sequence_no_email')) return 'contacts_without_email';
	if (contact.jobChange && !allowed('sequence_job_change')) return 'contacts_with_job_change';
	if (contact.emailStatus !== 'verified' && !allowed('sequence_unverified_email')) {
		return 'contacts_unverified_email';
	}
	if (isIn((each) => UNDER_WAY.includes(each)) && !allowed('sequence_active_in_other_campaigns')) {
		return 'contacts_active_in_other_campaigns';
	}
	if (
		isIn((each) => !UNDER_WAY.includes(each)) &&
		!allowed('sequence_finished_in_other_campaigns')
	) {
		return 'contacts_finished_in_other_campaigns';
	}
	return undefined;
}

function senderOf(call: AnyCall, { users }: World) {
	const mailbox = queryText(call, 'send_email_from_email_account_id');
	if (mailbox === undefined || queryText(call, 'emailer_campaign_id') === undefined) {
		throw unprocessable(
			'Please specify a emailer_campaign_id and send_email_from_email_account_id.',
		);
	}
	const user = users.find(({ key }) => mailboxId(key) === mailbox);
	if (user?.active !== true) {
		throw unprocessable(`These mailboxes are no longer active. ${user?.email ?? mailbox}`);
	}
	return user;
}

function entryFor(
	call: AnyCall,
	state: ApolloState,
	sequence: ApolloSequence,
	senderUserId: string,
): SequenceEntry {
	const base = {
		id: newId(state),
		sequenceId: sequence.id,
		senderUserId,
		addedAt: new Date(call.at).toISOString(),
		step: 1,
	};
	return sequence.status === 'active'
		? { ...base, status: 'active' }
		: { ...base, status: 'paused', inactiveReason: 'Sequence inactive' };
}

/** 200 also for those that were left out. All parameters are in the query. */
function addContacts(call: AnyCall, state: ApolloState, world: World, id: string) {
	const ids = call.query.getAll('contact_ids[]');
	if (ids.length === 0) throw unprocessable('Please specify either contact_ids or label_names.');
	const sender = senderOf(call, world);
	const sequence = state.sequences.find((each) => each.id === id);
	if (sequence === undefined) throw unprocessable(`Sequence ${id} not found`);
	const skipped: Record<string, string> = {};
	const added: ApolloContact[] = [];
	for (const each of ids) {
		const contact = state.contacts.get(each);
		const why = whyNot(call, contact, sequence);
		if (why !== undefined) skipped[each] = why;
		if (why !== undefined || contact === undefined) continue;
		const entry = entryFor(call, state, sequence, sender.key);
		const event = { type: 'enrolled', at: entry.addedAt, sequenceId: id, step: 1 } as const;
		const events = [...contact.events, event];
		added.push(
			state.contacts.put({ ...contact, entries: [...contact.entries, entry], events }, call.at),
		);
	}
	return {
		contacts: added.map((contact) => showContactInSequences(world, contact)),
		skipped_contact_ids: skipped,
		emailer_campaign: showCampaign(world, state, sequence),
		emailer_steps: [],
		emailer_touches: [],
		team: { id: 'sandbox', sequences_finder_empty: false },
		signals_hash: {},
	};
}

const MODES = ['stop', 'remove', 'mark_as_finished'];

function end(
	contact: ApolloContact,
	ids: readonly string[],
	mode: string,
	at: string,
): ApolloContact {
	const meant = contact.entries.filter(({ sequenceId }) => ids.includes(sequenceId));
	const rest = contact.entries.filter(({ sequenceId }) => !ids.includes(sequenceId));
	const reason = mode === 'stop' ? 'Manually stopped' : 'Marked as finished';
	const finished = meant.map((entry) => ({
		...entry,
		status: 'finished' as const,
		finishedAt: at,
		inactiveReason: reason,
	}));
	const type = mode === 'remove' ? ('removed' as const) : ('completed' as const);
	const events = meant.map(({ sequenceId }) => ({ type, at, sequenceId, reason }));
	return {
		...contact,
		entries: mode === 'remove' ? rest : [...rest, ...finished],
		events: [...contact.events, ...events],
	};
}

export const sequenceRoutes: ReadonlyArray<Route<ApolloState>> = [
	on(
		'POST',
		'/api/v1/emailer_campaigns/search',
		(call, { state, world }) => {
			const name = queryText(call, 'q_name')?.toLowerCase() ?? '';
			const found = state.sequences.filter((each) => each.name.toLowerCase().includes(name));
			const { items, pagination } = paged(found, pageOf(Object.fromEntries(call.query)));
			return answer(200, {
				pagination,
				breadcrumbs: [],
				emailer_campaigns: items.map((each) => showCampaign(world, state, each)),
				num_fetch_result: null,
			});
		},
		{ scope: 'emailer_campaigns/search', limits: namesOf('emailer_campaigns/search') },
	),
	on(
		'POST',
		'/api/v1/emailer_campaigns/{id}/add_contact_ids',
		(call, { state, world }) => answer(200, addContacts(call, state, world, call.params.id)),
		{
			scope: 'emailer_campaigns/add_contact_ids',
			limits: namesOf('emailer_campaigns/add_contact_ids'),
		},
	),
	on(
		'POST',
		'/api/v1/emailer_campaigns/remove_or_stop_contact_ids',
		(call, { state, key }) => {
			const mode = queryText(call, 'mode') ?? '';
			const sequences = call.query.getAll('emailer_campaign_ids[]');
			const ids = call.query.getAll('contact_ids[]');
			if (!MODES.includes(mode) || sequences.length === 0 || ids.length === 0) {
				throw unprocessable('Please specify emailer_campaign_ids, contact_ids and a mode.');
			}
			const at = new Date(call.at).toISOString();
			for (const id of ids) {
				const contact = state.contacts.get(id);
				if (contact) state.contacts.put(end(contact, sequences, mode, at), call.at);
			}
			// As Apollo does it: the key that asked stands in the answer.
			const params = { sequence_ids: sequences, mode, stop_reason: null, api_key: key.value };
			const job = { id: newId(state), user_id: newId(state), entity_ids: ids, params };
			return answer(200, {
				entity_progress_job: {
					...job,
					job_type: 'remove_or_stop_contacts',
					progress: 0,
					batch_size: 100,
					access_token: null,
				},
			});
		},
		{
			scope: 'emailer_campaigns/remove_or_stop_contact_ids',
			limits: namesOf('emailer_campaigns/remove_or_stop_contact_ids'),
		},
	),
];
