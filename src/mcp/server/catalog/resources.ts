import type { Annotations, Resource, ResourceTemplateType } from '@modelcontextprotocol/server';

import { DeclarationError, type Place, type Source } from './declaration-error';
import { parseUriTemplate, type UriTemplate } from './uri-template';
import type { JsonObject } from '../../protocol/json-rpc';
import type { ServeInProcess } from '../provider/in-process-call';

/** How long a client can cache it, and whether for all callers. */
export interface Caching {
	ttlMs: number;
	cacheScope: 'private' | 'public';
}

/** The content of a static resource. */
export type StaticContent = ({ text: string } | { blob: string }) & { _meta?: JsonObject };

interface ResourceSettings {
	name: string;
	title?: string;
	description?: string;
	mimeType?: string;
	/** Bytes, if known. */
	size?: number;
	annotations?: Annotations;
	caching: Caching;
	requiredScope?: string;
	/** Only these fields of a JSON content may leave; all if empty. */
	resultFields: readonly string[];
	/**
	 * A page that hosts show with results of tools. It holds no data, and whoever may call the tool has
	 * to get it whole: no list of fields, no limit of size and no pattern for resources holds for it.
	 */
	isView?: true;
	/** The file of a skill: the same for everybody, without data that a list of fields could hold back. */
	isSkill?: true;
	source: Source<StaticContent>;
}

export interface ResourceDeclaration extends ResourceSettings {
	place: Place;
	uri: string;
}

export interface TemplateDeclaration extends ResourceSettings {
	place: Place;
	uriTemplate: string;
	/** Values offered for the template's variables, by variable. */
	completions: Readonly<Record<string, readonly string[]>>;
	/** Completes what has none. */
	complete?: ServeInProcess;
}

export interface CatalogResource {
	listing: Resource;
	settings: ResourceSettings;
}

export interface CatalogTemplate {
	listing: ResourceTemplateType;
	settings: ResourceSettings;
	template: UriTemplate;
	completions: ReadonlyMap<string, readonly string[]>;
	complete?: ServeInProcess;
}

/** Resources by URI, in the order of their declaration. @throws DeclarationError */
export function createResources(
	declarations: readonly ResourceDeclaration[],
): ReadonlyMap<string, CatalogResource> {
	const resources = new Map<string, CatalogResource>();
	for (const { place, uri, ...settings } of declarations) {
		const fail = failAt(place);
		if (!URL.canParse(uri)) fail('URI', `"${uri}" is not a URI: it needs a scheme, as in crm://x`);
		if (resources.has(uri)) fail('URI', `"${uri}" is used twice`);
		if (settings.name === '') fail('Name', `the resource "${uri}" has none`);
		checkContent(settings.source, uri, fail);
		resources.set(uri, { listing: { uri, ...describe(settings) }, settings });
	}
	return resources;
}

/** Templates in the order of their declaration: the first that matches a URI serves it. */
export function createTemplates(declarations: readonly TemplateDeclaration[]): CatalogTemplate[] {
	return declarations.map(({ place, uriTemplate, completions, complete, ...settings }) => {
		const fail = failAt(place);
		if (settings.name === '') fail('Name', `the template "${uriTemplate}" has none`);
		const template = parse(uriTemplate, fail);
		const unknown = Object.keys(completions).find((name) => !template.variables.includes(name));
		if (unknown !== undefined) {
			fail('Completions', `"${unknown}" is not a variable of "${uriTemplate}"`);
		}
		return {
			listing: { uriTemplate, ...describe(settings) },
			settings,
			template,
			completions: new Map(Object.entries(completions)),
			...(complete && { complete }),
		};
	});
}

type Fail = (field: string, reason: string) => never;

function failAt({ list, position }: Place): Fail {
	return (field, reason) => {
		throw new DeclarationError(list, position, field, reason);
	};
}

function parse(uriTemplate: string, fail: Fail): UriTemplate {
	try {
		return parseUriTemplate(uriTemplate);
	} catch (error) {
		return fail('URI Template', `"${uriTemplate}": ${(error as Error).message}`);
	}
}

function checkContent(source: Source<StaticContent>, uri: string, fail: Fail): void {
	if (source.kind !== 'static' || !('blob' in source.content)) return;
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(source.content.blob)) {
		fail('Content', `the content of "${uri}" is not base64`);
	}
}

function describe(settings: ResourceSettings): Omit<Resource, 'uri'> {
	const { name, title, description, mimeType, size, annotations } = settings;
	return {
		name,
		...(title ? { title } : {}),
		...(description ? { description } : {}),
		...(mimeType ? { mimeType } : {}),
		...(size === undefined ? {} : { size }),
		...(annotations ? { annotations } : {}),
	};
}
