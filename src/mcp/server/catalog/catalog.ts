import { createHash } from 'node:crypto';

import type { Implementation } from '@modelcontextprotocol/server';

import { createPrompts, type CatalogPrompt, type PromptDeclaration } from './prompts';
import {
	createResources,
	createTemplates,
	type CatalogResource,
	type CatalogTemplate,
	type ResourceDeclaration,
	type TemplateDeclaration,
} from './resources';
import { createSkills, type CatalogSkill, type SkillDeclaration } from './skills';
import { createToolCatalog, type ToolCatalog, type ToolDeclaration } from './tools';
import type { ChangeSource } from '../provider/provider';

/** All that a server offers, as its author declares it. */
export interface CatalogDeclaration {
	info: Implementation;
	/** How to use the server as a whole, for the model. */
	instructions?: string;
	tools: readonly ToolDeclaration[];
	resources: readonly ResourceDeclaration[];
	templates: readonly TemplateDeclaration[];
	prompts: readonly PromptDeclaration[];
	skills?: readonly SkillDeclaration[];
	/** The output that completes what no fixed values do. */
	completionOutput?: number;
	/** Tell of changes for as long as clients listen. */
	changes?: readonly ChangeSource[];
}

export interface Catalog {
	info: Implementation;
	instructions?: string;
	tools: ToolCatalog;
	resources: ReadonlyMap<string, CatalogResource>;
	templates: readonly CatalogTemplate[];
	prompts: ReadonlyMap<string, CatalogPrompt>;
	skills: ReadonlyMap<string, CatalogSkill>;
	completionOutput?: number;
	changes: readonly ChangeSource[];
}

/** @throws DeclarationError for the first declaration that cannot be served */
export function createCatalog(declaration: CatalogDeclaration): Catalog {
	const { info, instructions, completionOutput, changes = [] } = declaration;
	return {
		info,
		...(instructions ? { instructions } : {}),
		tools: createToolCatalog(declaration.tools),
		resources: createResources(declaration.resources),
		templates: createTemplates(declaration.templates),
		prompts: createPrompts(declaration.prompts),
		skills: createSkills(declaration.skills ?? []),
		...(completionOutput === undefined ? {} : { completionOutput }),
		changes,
	};
}

export type ListKind = 'tools' | 'resources' | 'prompts';

/** What the lists of a catalog say, as a hash each: a list changed if its hash did. */
export function listDigests(catalog: Catalog): Record<ListKind, string> {
	const digest = (listings: unknown[]) =>
		createHash('sha256').update(JSON.stringify(listings)).digest('base64url');
	return {
		tools: digest([...catalog.tools.values()].map(({ listing }) => listing)),
		resources: digest([
			...[...catalog.resources.values()].map(({ listing }) => listing),
			...catalog.templates.map(({ listing }) => listing),
		]),
		prompts: digest([...catalog.prompts.values()].map(({ listing }) => listing)),
	};
}
