import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { DEAL_STAGES } from '../../world/words.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { typeIn } from './paths.ts';
import type { HubspotRoute } from './paths.ts';
import { PIPELINES, property } from './property-definitions.ts';
import type { Property } from './property-definitions.ts';
import type { HubspotState, Owner } from './state.ts';

const on = routesOf<HubspotState>();

const PROPERTY_TYPES = ['bool', 'date', 'datetime', 'enumeration', 'number', 'string'] as const;

function showProperty({ readOnlyValue, several, options, ...rest }: Property) {
	return {
		...rest,
		options: options.map((option) => ({ hidden: false, ...option })),
		...(several && { multiple: true }),
		archived: false,
		hidden: false,
		displayOrder: -1,
		formField: !readOnlyValue,
		modificationMetadata: {
			archivable: !rest.hubspotDefined,
			readOnlyDefinition: rest.hubspotDefined,
			readOnlyValue,
		},
	};
}

function propertyRoutes<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on('GET', `${base}/{type}`, (call, { state }) =>
			answer(200, { results: state.properties[typeIn(call, call.params.type)].map(showProperty) }),
		),
		on('GET', `${base}/{type}/{name}`, (call, { state }) => {
			const properties = state.properties[typeIn(call, call.params.type)];
			const found = properties.find(({ name }) => name === call.params.name);
			if (found === undefined) throw notFound(call, `Property ${call.params.name} does not exist`);
			return answer(200, showProperty(found));
		}),
		on(
			'POST',
			`${base}/{type}`,
			(call, { state }) => {
				const properties = state.properties[typeIn(call, call.params.type)];
				const { name, label, type, hasUniqueValue } = isRecord(call.body) ? call.body : {};
				const kind = PROPERTY_TYPES.find((each) => each === type);
				if (typeof name !== 'string' || typeof label !== 'string' || kind === undefined) {
					throw invalid(call, 'name, label and type are required');
				}
				if (properties.some((each) => each.name === name)) {
					throw conflict(call, `A property named '${name}' already exists.`);
				}
				const unique = hasUniqueValue === true;
				const made = property(name, label, kind, { hubspotDefined: false, hasUniqueValue: unique });
				properties.push(made);
				return answer(201, showProperty(made));
			},
			{ scope: 'crm.schemas.contacts.write' },
		),
	];
}

function showOwner({ archived, ...owner }: Owner) {
	const moment = '2024-01-15T08:00:00.000Z';
	return { ...owner, type: 'PERSON', archived, createdAt: moment, updatedAt: moment };
}

function ownerRoutes<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on('GET', base, (call, { state }) => {
			const { query } = call;
			const email = query.get('email');
			const archived = query.get('archived') === 'true';
			const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 500 });
			const after = readCount(query.get('after'), { fallback: 0, least: 0, most: 1e6 });
			if (limit === undefined || after === undefined)
				throw invalid(call, 'limit must be from 1 to 500');
			const owners = state.owners.filter(
				(owner) =>
					owner.archived === archived && (email === null || owner.email === email.toLowerCase()),
			);
			const { items, next } = pageOf(owners, after, limit);
			return answer(200, {
				results: items.map(showOwner),
				...(next !== undefined && { paging: { next: { after: String(next) } } }),
			});
		}),
		on('GET', `${base}/{id}`, (call, { state }) => {
			const byUser = call.query.get('idProperty') === 'userId';
			const owner = state.owners.find((each) =>
				byUser ? String(each.userId) === call.params.id : each.id === call.params.id,
			);
			if (owner === undefined) throw notFound(call);
			return answer(200, showOwner(owner));
		}),
	];
}

function pipelineRoutes<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on('GET', `${base}/{type}`, (call) => {
			if (typeIn(call, call.params.type) !== 'deals') return answer(200, { results: [] });
			const results = PIPELINES.map(({ id, label, stageId }, displayOrder) => ({
				id,
				label,
				displayOrder,
				archived: false,
				stages: DEAL_STAGES.map((stage, order) => ({
					id: stageId(stage.id),
					label: stage.label,
					displayOrder: order,
					archived: false,
					metadata: {
						isClosed: String(stage.id === 'won' || stage.id === 'lost'),
						probability: String(stage.probability),
					},
				})),
			}));
			return answer(200, { results });
		}),
	];
}

/** Who the key belongs to, as the test of a credential asks. */
function accountRoutes<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on('GET', `${base}/details`, (_call, { account }) =>
			answer(200, {
				portalId: 48_210_072 + account,
				accountType: 'STANDARD',
				timeZone: 'US/Eastern',
				companyCurrency: 'USD',
				additionalCurrencies: ['EUR', 'GBP'],
				utcOffset: '-05:00',
				utcOffsetMilliseconds: -18_000_000,
				uiDomain: 'app.hubspot.com',
				dataHostingLocation: 'na1',
			}),
		),
	];
}

export const settingsRoutes: HubspotRoute[] = [
	...propertyRoutes('/crm/properties/2026-09'),
	...propertyRoutes('/crm/v3/properties'),
	...ownerRoutes('/crm/owners/2026-09'),
	...ownerRoutes('/crm/v3/owners'),
	...pipelineRoutes('/crm/pipelines/2026-09'),
	...pipelineRoutes('/crm/v3/pipelines'),
	...accountRoutes('/account-info/2026-09'),
	...accountRoutes('/account-info/v3'),
];
