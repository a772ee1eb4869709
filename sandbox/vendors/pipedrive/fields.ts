import { createHash } from 'node:crypto';

import { DEAL_STAGES } from '../../world/words.ts';

export const KINDS = ['persons', 'organizations', 'deals'] as const;

export type Kind = (typeof KINDS)[number];

export interface Field {
	code: string;
	label: string;
	type: string;
	custom: boolean;
	options?: ReadonlyArray<{ id: number; label: string }>;
}

/** The 40 digits by which Pipedrive calls a field that the company made. */
export const keyOf = (label: string): string =>
	createHash('sha1').update(`pipedrive ${label}`).digest('hex');

const own = (code: string, label: string, type = 'varchar'): Field => ({
	code,
	label,
	type,
	custom: false,
});

const made = (label: string, type = 'varchar', options?: Field['options']): Field => ({
	code: keyOf(label),
	label,
	type,
	custom: true,
	...(options && { options }),
});

export const LEAD_STATUSES = ['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED', 'UNQUALIFIED'];

/** Ids of stages, from 1 in their order; won and lost are statuses in Pipedrive. */
export const STAGES = DEAL_STAGES.filter(({ id }) => id !== 'won' && id !== 'lost');

export const stageNumber = (id: string): number | undefined => {
	const index = STAGES.findIndex((stage) => stage.id === id);
	return index < 0 ? undefined : index + 1;
};

const COMMON = [
	own('owner_id', 'Owner', 'user'),
	own('add_time', 'Created', 'date'),
	own('update_time', 'Updated', 'date'),
	own('visible_to', 'Visible to', 'visible_to'),
	own('label_ids', 'Labels', 'set'),
];

export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
	persons: [
		own('name', 'Name'),
		own('email', 'Email'),
		own('phone', 'Phone', 'phone'),
		own('org_id', 'Organization', 'org'),
		own('job_title', 'Job title'),
		own('marketing_status', 'Marketing status', 'enum'),
		...COMMON,
		made(
			'Lead status',
			'enum',
			LEAD_STATUSES.map((label, index) => ({ id: index + 11, label })),
		),
		made('LinkedIn'),
	],
	organizations: [
		own('name', 'Name'),
		own('address', 'Address', 'address'),
		...COMMON,
		made('Domain'),
		made('Employees', 'double'),
	],
	deals: [
		own('title', 'Title'),
		own('value', 'Value', 'monetary'),
		own('currency', 'Currency'),
		own('status', 'Status', 'status'),
		own('stage_id', 'Stage', 'stage'),
		own('pipeline_id', 'Pipeline', 'int'),
		own('person_id', 'Contact person', 'people'),
		own('org_id', 'Organization', 'org'),
		own('probability', 'Probability', 'int'),
		own('expected_close_date', 'Expected close date', 'date'),
		own('lost_reason', 'Lost reason'),
		...COMMON,
	],
};

export function showField({ code, label, type, custom, options }: Field) {
	return {
		field_name: label,
		field_code: code,
		description: '',
		field_type: type,
		options: options ?? null,
		subfields: null,
		is_custom_field: custom,
		is_optional_response_field: false,
		ui_visibility: {
			add_visible_flag: true,
			details_visible_flag: true,
			show_in_add_deal_dialog: { show: false, order: null },
		},
		important_fields: { enabled: false, stage_ids: [] },
		required_fields: { enabled: code === 'name' || code === 'title' },
	};
}
