import { atPlace, ContentError } from './content-error';
import { toPropertySchema, type FormFieldDeclaration } from './form-field';
import type { JsonObject } from '../../protocol/json-rpc';

/**
 * The schema of a form, from its fields in their order. A form without fields is allowed: the user
 * then only says yes or no.
 *
 * @throws ContentError naming the field and what is wrong with it
 */
export function toFormSchema(fields: FormFieldDeclaration[]): JsonObject {
	const names = fields.map(({ name }) => name.trim());
	const properties = fields.map((field, index) => {
		const name = names[index] ?? '';
		if (name === '') throw new ContentError('name', 'is empty', undefined, `field ${index + 1}`);
		if (names.indexOf(name) !== index) {
			throw new ContentError('name', `is "${name}", which another field already uses`);
		}
		return [name, atPlace(`field "${name}"`, () => toPropertySchema(field))] as const;
	});
	const required = names.filter((_, index) => fields[index]?.required);
	return {
		type: 'object',
		properties: Object.fromEntries(properties),
		...(required.length > 0 ? { required } : {}),
	};
}
