import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import type { Construct } from './constructs.ts';

/** A schema that somebody made of a construct, against the construct itself. */
export interface Judgement {
	/**
	 * `kept`: accepts and refuses the same. `looser`: accepts some arguments that the server refuses.
	 * `wrong`: refuses arguments that the server accepts. `lost`: there is no such tool.
	 */
	meaning: 'kept' | 'looser' | 'lost' | 'wrong';
	/** How many of the invalid samples are refused, of how many. */
	refused: [number, number];
	/** Texts for the model that are gone. */
	wordsLost: string[];
}

function validatorOf(schema: unknown) {
	const ajv = new Ajv2020({ strict: false, allErrors: false, logger: false });
	addFormats.default(ajv);
	// The dialect is not what is judged: providers get schemas without it, or with draft-07's.
	const { $schema: _dialect, ...rest } = schema as Record<string, unknown>;
	return ajv.compile(rest);
}

/** Judges what became of a construct; `undefined` if the tool did not arrive at all. */
export function judge(construct: Construct, seen: unknown): Judgement {
	const { valid, invalid, words = [] } = construct;
	if (seen === undefined) {
		return { meaning: 'lost', refused: [0, invalid.length], wordsLost: words };
	}
	const accepts = validatorOf(seen);
	const refused = invalid.filter((sample) => !accepts(sample)).length;
	const text = JSON.stringify(seen);
	const wordsLost = words.filter((word) => !text.includes(word));
	const counted: [number, number] = [refused, invalid.length];
	if (!valid.every((sample) => accepts(sample))) {
		return { meaning: 'wrong', refused: counted, wordsLost };
	}
	const meaning = refused === invalid.length ? 'kept' : 'looser';
	return { meaning, refused: counted, wordsLost };
}
