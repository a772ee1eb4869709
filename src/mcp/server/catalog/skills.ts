import { createHash } from 'node:crypto';

import { DeclarationError, type Place } from './declaration-error';
import type { JsonObject } from '../../protocol/json-rpc';
import { SKILL_FILE } from '../../protocol/skills-extension';

/** How to do a job with the tools of a server, for a model that is about to do it. */
export interface Skill {
	/** Small letters, digits and hyphens. */
	name: string;
	/** When to use it: hosts choose by it. At most 1024 characters. */
	description: string;
	/** Markdown. */
	text: string;
}

export interface SkillDeclaration extends Skill {
	place: Place;
}

/** An entry of `skills/list`. */
export interface CatalogSkill extends JsonObject {
	uri: string;
}

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_NAME = 64;
const LONGEST_DESCRIPTION = 1024;

/** Skills by the address of their file. @throws DeclarationError */
export function createSkills(
	declarations: readonly SkillDeclaration[],
): ReadonlyMap<string, CatalogSkill> {
	const skills = new Map<string, CatalogSkill>();
	for (const { place, ...skill } of declarations) {
		const { name, description } = skill;
		const fail = (field: string, reason: string): never => {
			throw new DeclarationError(place.list, place.position, field, reason);
		};
		if (!NAME.test(name) || name.length > LONGEST_NAME)
			fail('Name', `"${name}" is not the name of a skill: small letters, digits and hyphens`);
		if (description === '' || description.length > LONGEST_DESCRIPTION)
			fail(
				'Description',
				`the skill "${name}" needs one of at most ${LONGEST_DESCRIPTION} letters`,
			);
		const uri = skillUri(name);
		if (skills.has(uri)) fail('Name', `"${name}" is used twice`);
		skills.set(uri, entryOf(uri, skill));
	}
	return skills;
}

function entryOf(uri: string, skill: Skill): CatalogSkill {
	const bytes = Buffer.from(skillFile(skill), 'utf8');
	const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
	const { name, description } = skill;
	return {
		uri,
		frontmatter: { name, description },
		resources: [{ uri, digest, size: bytes.length }],
	};
}

/** The last part of the path before the file is the name, as hosts require. */
export function skillUri(name: string): string {
	return `skill://gtm/${name}/${SKILL_FILE}`;
}

/** The file as hosts read it. JSON text is YAML, too, whatever stands in it. */
export function skillFile({ name, description, text }: Skill): string {
	return `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\n---\n\n${text.trim()}\n`;
}
