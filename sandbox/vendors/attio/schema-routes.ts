import { answer } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { accountName, uuidOf } from '../../world/slice.ts';
import { ATTRIBUTES, OBJECT_SLUGS } from './attributes.ts';
import type { Attribute, ObjectSlug } from './attributes.ts';
import { notFound } from './errors.ts';
import { attributeNamed, objectNamed } from './records.ts';
import { attributeIdOf, objectIdOf, optionOf, TOKEN_ID, WORKSPACE_ID } from './identifiers.ts';
import type { AttioState, Member } from './state.ts';

const on = routesOf<AttioState>();

/** When the workspace was made. */
export const FOUNDED = '2024-01-15T08:00:00.000Z';

const CONFIGURATION = { limits: ['read'], scope: 'object_configuration:read' };
const MEMBERS = { limits: ['read'], scope: 'user_management:read' };

const NOUNS: Readonly<Record<ObjectSlug, readonly [string, string]>> = {
	people: ['Person', 'People'],
	companies: ['Company', 'Companies'],
	deals: ['Deal', 'Deals'],
};

function showObject(slug: ObjectSlug) {
	const [singular, plural] = NOUNS[slug];
	return {
		id: { workspace_id: WORKSPACE_ID, object_id: objectIdOf(slug) },
		api_slug: slug,
		singular_noun: singular,
		plural_noun: plural,
		created_at: FOUNDED,
	};
}

function showAttribute(object: ObjectSlug, attribute: Attribute) {
	const { slug, title, type, system, writable, required, unique, several, target } = attribute;
	return {
		id: {
			workspace_id: WORKSPACE_ID,
			object_id: objectIdOf(object),
			attribute_id: attributeIdOf(object, slug),
		},
		title,
		description: null,
		api_slug: slug,
		type,
		is_system_attribute: system,
		is_writable: writable,
		is_required: required,
		is_unique: unique,
		is_multiselect: several,
		is_default_value_enabled: false,
		is_archived: false,
		default_value: null,
		relationship: null,
		created_at: FOUNDED,
		config: {
			currency: { default_currency_code: type === 'currency' ? 'USD' : null, display_type: null },
			record_reference: {
				allowed_object_ids: target === undefined ? null : [objectIdOf(target)],
			},
		},
	};
}

function showMember({ id, firstName, lastName, email, active }: Member) {
	return {
		id: { workspace_id: WORKSPACE_ID, workspace_member_id: id },
		first_name: firstName,
		last_name: lastName,
		avatar_url: null,
		email_address: email,
		created_at: FOUNDED,
		access_level: active ? 'member' : 'suspended',
	};
}

function attributeIn(object: ObjectSlug, name: string): Attribute {
	const attribute = attributeNamed(object, name);
	if (attribute === undefined) throw notFound(`Attribute with slug/ID "${name}" was not found.`);
	return attribute;
}

/** Options of selects, or statuses, by the last part of the path. */
function optionRoute(last: 'options' | 'statuses'): Route<AttioState> {
	return on(
		'GET',
		`/v2/objects/{object}/attributes/{attribute}/${last}`,
		({ params }) => {
			const object = objectNamed(params.object);
			const attribute = attributeIn(object, params.attribute);
			const fits = (attribute.type === 'status') === (last === 'statuses');
			const options = fits ? attribute.options : [];
			return answer(200, { data: options.map((title) => optionOf(object, attribute, title)) });
		},
		CONFIGURATION,
	);
}

export const schemaRoutes: Array<Route<AttioState>> = [
	on(
		'GET',
		'/v2/objects',
		() => answer(200, { data: OBJECT_SLUGS.map(showObject) }),
		CONFIGURATION,
	),
	on(
		'GET',
		'/v2/objects/{object}',
		({ params }) => answer(200, { data: showObject(objectNamed(params.object)) }),
		CONFIGURATION,
	),
	on(
		'GET',
		'/v2/objects/{object}/attributes',
		({ params }) => {
			const object = objectNamed(params.object);
			return answer(200, { data: ATTRIBUTES[object].map((each) => showAttribute(object, each)) });
		},
		CONFIGURATION,
	),
	on(
		'GET',
		'/v2/objects/{object}/attributes/{attribute}',
		({ params }) => {
			const object = objectNamed(params.object);
			return answer(200, { data: showAttribute(object, attributeIn(object, params.attribute)) });
		},
		CONFIGURATION,
	),
	optionRoute('options'),
	optionRoute('statuses'),
	on(
		'GET',
		'/v2/workspace_members',
		(_call, { state }) => answer(200, { data: state.members.map(showMember) }),
		MEMBERS,
	),
	on(
		'GET',
		'/v2/workspace_members/{id}',
		({ params }, { state }) => {
			const member = state.members.find(({ id }) => id === params.id);
			if (member === undefined) throw notFound(`Workspace member "${params.id}" was not found.`);
			return answer(200, { data: showMember(member) });
		},
		MEMBERS,
	),
	on(
		'GET',
		'/v2/self',
		(_call, { account, key }) =>
			answer(200, {
				active: true,
				scope: key.scopes === 'all' ? ALL_SCOPES.join(' ') : key.scopes.join(' '),
				client_id: TOKEN_ID,
				token_type: 'Bearer',
				exp: null,
				iat: Date.parse(FOUNDED) / 1_000,
				sub: WORKSPACE_ID,
				aud: TOKEN_ID,
				iss: 'attio.com',
				authorized_by_workspace_member_id: null,
				workspace_id: uuidOf('attio', accountName('workspace', account)),
				workspace_name: 'Sandbox',
				workspace_slug: 'sandbox',
				workspace_logo_url: null,
			}),
		{ limits: ['read'] },
	),
];

const ALL_SCOPES = [
	'record_permission:read-write',
	'object_configuration:read',
	'list_configuration:read',
	'list_entry:read-write',
	'note:read-write',
	'task:read-write',
	'user_management:read',
];
