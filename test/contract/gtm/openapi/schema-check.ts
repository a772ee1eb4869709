import { Ajv2020, addFormats } from '../../../../src/third-party/ajv';
import type { ErrorObject, ValidateFunction } from '../../../../src/third-party/ajv';

import type { OpenApiDocument } from './document';
import { toJsonSchema } from './schema-dialect';
import type { Direction } from './schema-dialect';

const DOCUMENT_ID = 'https://spec.example/document';

/** `body/data/values must be object` and what was there. */
function tell(what: string, error: ErrorObject, value: unknown): string {
	const { instancePath, message = 'is wrong', params } = error;
	const extra = params as {
		additionalProperty?: string;
		unevaluatedProperty?: string;
		allowedValues?: unknown[];
	};
	const name = extra.additionalProperty ?? extra.unevaluatedProperty;
	const allowed = extra.allowedValues === undefined ? '' : `: ${extra.allowedValues.join(', ')}`;
	const found = instancePath
		.split('/')
		.slice(1)
		.reduce<unknown>(
			(node, part) =>
				(node as Record<string, unknown> | undefined)?.[
					part.replaceAll('~1', '/').replaceAll('~0', '~')
				],
			value,
		);
	const shown = JSON.stringify(found)?.slice(0, 120) ?? 'undefined';
	const detail =
		name === undefined ? `${message}${allowed}` : `has a property unknown to it: ${name}`;
	return `${what}${instancePath} ${detail} (is ${shown})`;
}

export interface SchemaCheck {
	/** The schema's pointer within the document, what is checked (`body`), and the value. */
	problems(pointer: string, what: string, value: unknown): string[];
}

/** Checks values against the schemas of a document, in one direction. */
export function schemaCheck(document: OpenApiDocument, direction: Direction): SchemaCheck {
	const ajv = new Ajv2020({
		strict: false,
		allErrors: true,
		validateSchema: false,
		logger: false,
		// A vendor's pattern may be no valid expression with the flag.
		unicodeRegExp: false,
	});
	addFormats(ajv);
	ajv.addSchema({ ...toJsonSchema(document, direction), $id: DOCUMENT_ID });
	const compiled = new Map<string, ValidateFunction>();
	const validatorOf = (pointer: string): ValidateFunction => {
		const known = compiled.get(pointer);
		if (known !== undefined) return known;
		const schema = { $ref: `${DOCUMENT_ID}#${pointer}` };
		// A name that the vendor does not know is most likely ours misspelt; an answer may have more.
		const closed = direction === 'request' && pointer.includes('/content/');
		const validate = ajv.compile(closed ? { ...schema, unevaluatedProperties: false } : schema);
		compiled.set(pointer, validate);
		return validate;
	};
	return {
		problems: (pointer, what, value) => {
			const validate = validatorOf(pointer);
			if (validate(value)) return [];
			return (validate.errors ?? []).map((error) => tell(what, error, value));
		},
	};
}
