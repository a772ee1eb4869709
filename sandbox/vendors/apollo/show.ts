import type { Account, Person, World } from '../../world/world.ts';
import type { ApolloContact, ApolloState, SequenceEntry } from './state.ts';
import { emailStatusOf, mailboxId, organizationId, personId, userId } from './state.ts';

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region' });

const DEPARTMENTS: Readonly<Record<string, string>> = {
	Sales: 'master_sales',
	Marketing: 'master_marketing',
	Operations: 'master_operations',
	Engineering: 'master_engineering_technical',
	Finance: 'master_finance',
};

/** `$2.5M` as `2.5M`. */
const printed = (amount: number) => `${Number((amount / 1_000_000).toFixed(1))}M`;

export function showOrganization(world: World, account: Account) {
	const funding = (world.lookup.signalsOfAccount.get(account.key) ?? []).filter(
		({ kind }) => kind === 'funding',
	);
	return {
		id: organizationId(account.key),
		name: account.name,
		website_url: `http://www.${account.domain}`,
		linkedin_url: account.linkedinUrl,
		primary_phone: { number: account.phone, source: 'Owler', sanitized_number: account.phone },
		founded_year: account.foundedYear,
		primary_domain: account.domain,
		industry: account.industry.toLowerCase(),
		keywords: [],
		estimated_num_employees: account.employees,
		industries: [account.industry.toLowerCase()],
		city: account.city,
		country: REGIONS.of(account.country) ?? account.country,
		short_description: account.description,
		annual_revenue_printed: printed(account.annualRevenue),
		annual_revenue: account.annualRevenue,
		total_funding: account.fundingTotal,
		latest_funding_stage: account.fundingStage,
		funding_events: funding.map(({ key, at, url, amount = 0 }) => ({
			id: organizationId(key),
			date: at,
			news_url: url,
			type: account.fundingStage,
			investors: 'Example Ventures',
			amount: printed(amount),
			currency: '$',
		})),
		technology_names: account.technologies,
	};
}

/** Who has moved is shown where they are now. */
export function showPerson(world: World, person: Person, contact: ApolloContact | undefined) {
	const { jobChange: moved } = person;
	const account = world.lookup.account.get(moved?.accountKey ?? person.accountKey);
	const status = moved === undefined ? emailStatusOf(person) : 'verified';
	const email = moved?.email ?? person.email;
	return {
		id: personId(person.key),
		first_name: person.firstName,
		last_name: person.lastName,
		name: `${person.firstName} ${person.lastName}`,
		linkedin_url: person.linkedinUrl,
		title: moved?.title ?? person.title,
		email_status: status,
		...(status !== 'unavailable' && { email }),
		city: person.city,
		country: REGIONS.of(person.country) ?? person.country,
		employment_history: [],
		departments: [DEPARTMENTS[person.department] ?? person.department],
		seniority: person.seniority,
		revealed_for_current_team: true,
		...(account && {
			organization_id: organizationId(account.key),
			organization: showOrganization(world, account),
		}),
		...(contact && {
			contact_id: contact.id,
			contact: {
				id: contact.id,
				person_id: personId(person.key),
				email: contact.email,
				sanitized_phone: person.phone,
			},
		}),
	};
}

/** Without its sequences: so it is where one contact is viewed. */
export function showContact(contact: ApolloContact) {
	return {
		id: contact.id,
		first_name: contact.firstName,
		last_name: contact.lastName,
		name: `${contact.firstName} ${contact.lastName}`,
		email: contact.email,
		email_status: contact.emailStatus,
		email_unsubscribed: contact.unsubscribed ? true : null,
		title: contact.title,
		organization_name: contact.company,
		person_id: contact.personKey === undefined ? null : personId(contact.personKey),
		source: 'api',
		original_source: 'api',
		created_at: contact.createdAt,
		updated_at: contact.updatedAt,
		emailer_campaign_ids: contact.entries.map(({ sequenceId }) => sequenceId),
		linkedin_url: contact.linkedinUrl ?? null,
		organization:
			contact.companyDomain === undefined
				? null
				: { name: contact.company, primary_domain: contact.companyDomain },
		contact_emails: [contact.email, ...contact.otherEmails].map((email, position) => ({
			email,
			email_status: contact.emailStatus,
			position,
			free_domain: false,
		})),
		phone_numbers:
			contact.phone === undefined
				? []
				: [{ raw_number: contact.phone, sanitized_number: contact.phone, type: 'work_direct' }],
		label_ids: [],
		typed_custom_fields: {},
	};
}

export function showContactInSequences(world: World, contact: ApolloContact) {
	const statuses = contact.entries.map((entry) => showEntry(world, entry));
	return { ...showContact(contact), contact_campaign_statuses: statuses };
}

function showEntry(world: World, entry: SequenceEntry) {
	const sender = world.lookup.user.get(entry.senderUserId);
	return {
		id: entry.id,
		emailer_campaign_id: entry.sequenceId,
		send_email_from_user_id: userId(entry.senderUserId),
		inactive_reason: entry.inactiveReason ?? null,
		status: entry.status,
		added_at: entry.addedAt,
		added_by_user_id: userId(entry.senderUserId),
		finished_at: entry.finishedAt ?? null,
		paused_at: null,
		auto_unpause_at: null,
		send_email_from_email_address: sender?.email ?? null,
		send_email_from_email_account_id: mailboxId(entry.senderUserId),
		failure_reason: entry.failureReason ?? null,
		current_step_position: entry.step,
	};
}

/** Counts are people, each once. */
export function showCampaign(
	world: World,
	{ contacts }: ApolloState,
	sequence: ApolloState['sequences'][number],
) {
	const engaged = world.enrollments.filter(({ sequenceKey }) => sequenceKey === sequence.key);
	const people = (type: string) =>
		engaged.filter(({ engagement }) => engagement.some((event) => event.type === type)).length;
	const bounced = people('bounced');
	const delivered = people('sent') - bounced;
	const scheduled = contacts
		.all()
		.flatMap(({ entries }) => entries)
		.filter(({ sequenceId, status }) => sequenceId === sequence.id && status === 'active').length;
	return {
		id: sequence.id,
		name: sequence.name,
		archived: sequence.status === 'archived',
		active: sequence.status === 'active',
		created_at: sequence.createdAt,
		user_id: userId(sequence.ownerKey),
		creation_type: 'new',
		num_steps: sequence.steps.length,
		loaded_stats: true,
		unique_scheduled: scheduled,
		unique_delivered: delivered,
		unique_bounced: bounced,
		unique_opened: people('opened'),
		unique_replied: people('replied'),
		unique_clicked: people('clicked'),
		unique_unsubscribed: people('unsubscribed'),
	};
}
