import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../../gtm/model/json';
import { toBoolean } from '../values/boolean';
import { toChoice, toChoices } from '../values/choice';
import { isAbsent } from '../values/given';
import { toInstantText } from '../values/instant';
import { toJsonObject } from '../values/json';
import { toTexts } from '../values/list';
import { type NumberBounds, toNumber } from '../values/number';
import { toText } from '../values/text';
import { toTextsByName } from '../values/texts-by-name';
import { Unreadable } from '../values/unreadable';

/** Where the values of an item come from, and what the form calls them. */
export interface ParameterSource {
	/** As n8n gives it, its expression evaluated. Undefined if the user never set it. */
	valueOf(name: string): unknown;
	/** Undefined if the form has no such parameter. */
	propertyOf(name: string): INodeProperties | undefined;
	/** The workflow's time zone, of the IANA database. */
	timeZone: string;
	/** What else is to be said of a value that cannot be read, as which item it is of; empty if nothing. */
	remark: string;
	/** The item itself, and how many there are. */
	item: Readonly<Record<string, unknown>>;
	items: number;
}

/**
 * The parameters of a node for one item, each read as what it is meant to be. What was not given is
 * undefined, or what the form has by default. What cannot be read is never taken for that: it throws a
 * RangeError that names the parameter by its label, the item, and what to write.
 */
export class ItemParameters {
	constructor(private readonly source: ParameterSource) {}

	text(name: string): string | undefined {
		return this.read(name, toText);
	}

	requiredText(name: string): string {
		return this.required(name, this.text(name));
	}

	number(name: string, bounds: NumberBounds = {}): number | undefined {
		const least = bounds.least ?? this.source.propertyOf(name)?.typeOptions?.minValue;
		const most = bounds.most ?? this.source.propertyOf(name)?.typeOptions?.maxValue;
		return this.readOrDefault(name, (value) => toNumber(value, { ...bounds, least, most }));
	}

	optionalNumber(name: string, bounds: NumberBounds = {}): number | undefined {
		return this.has(name) ? this.number(name, bounds) : undefined;
	}

	requiredNumber(name: string, bounds: NumberBounds = {}): number {
		return this.required(name, this.number(name, bounds));
	}

	boolean(name: string): boolean {
		return this.readOrDefault(name, toBoolean) ?? false;
	}

	optionalBoolean(name: string): boolean | undefined {
		return this.has(name) ? this.boolean(name) : undefined;
	}

	optionalChoice<Choice extends string>(
		name: string,
		choices: readonly Choice[],
	): Choice | undefined {
		return this.has(name) ? this.choice(name, choices) : undefined;
	}

	choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
		return this.required(
			name,
			this.readOrDefault(name, (value) => toChoice(value, choices)),
		);
	}

	choices<Choice extends string>(name: string, choices: readonly Choice[]): Choice[] {
		return this.read(name, (value) => toChoices(value, choices)) ?? [];
	}

	texts(name: string): string[] {
		return this.read(name, toTexts) ?? [];
	}

	/** ISO 8601 in UTC. */
	instant(name: string): string | undefined {
		return this.read(name, (value) => toInstantText(value, this.source.timeZone));
	}

	object(name: string): Record<string, unknown> | undefined {
		return this.read(name, toJsonObject);
	}

	requiredObject(name: string): Record<string, unknown> {
		return this.required(name, this.object(name));
	}

	textsByName(name: string): Record<string, string> {
		return this.read(name, toTextsByName) ?? {};
	}

	/** What a resource locator names, and how. */
	locator(name: string): { mode: string; value: string } {
		const { mode, value } = this.located(name);
		return { mode: typeof mode === 'string' ? mode : 'id', value: this.required(name, value) };
	}

	private located(name: string): { mode: unknown; value: string | undefined } {
		const given = this.given(name);
		// A locator that was never touched is the form's default.
		const isLocator = isRecord(given) && ('__rl' in given || 'mode' in given);
		const { mode, value } = isLocator ? given : { mode: 'id', value: given };
		return { mode, value: this.convert(name, value, toText) };
	}

	/** What the locator of a list names, whatever it was found by. */
	locatedId(name: string): string {
		return this.locator(name).value;
	}

	/** Undefined where nothing is chosen. */
	optionalLocatedId(name: string): string | undefined {
		return this.located(name).value;
	}

	/** All that the item holds, for a parameter that takes it as it is. */
	itemFor(name: string): Record<string, unknown> {
		return this.convert(name, this.source.item, (item) => toJsonObject(item) ?? {});
	}

	/** Parameters of each row of a fixed collection, such as `conditions.condition`. */
	rows(name: string): ItemParameters[] {
		const given = this.source.valueOf(name);
		if (isAbsent(given)) return [];
		if (!Array.isArray(given)) throw this.problem(name, 'is not a list of rows. Enter a list.');
		return given.map((row: unknown, index) => {
			if (!isRecord(row)) throw this.problem(name, `has a row ${index + 1} that is not an object.`);
			return new ItemParameters(this.sourceOfRow(name, row, index));
		});
	}

	/** Whether something came, apart from the form's default. */
	has(name: string): boolean {
		return !isAbsent(this.source.valueOf(name));
	}

	/**
	 * The value as it came. Where nothing came, it is the form's default, unless the parameter is required;
	 * empty text is something: the user cleared the field.
	 */
	given(name: string): unknown {
		return this.source.valueOf(name) ?? this.defaultOf(name);
	}

	/** A default that is an expression is n8n's to evaluate, and it did. */
	private defaultOf(name: string): unknown {
		const { default: value, required } = this.source.propertyOf(name) ?? {};
		const isExpression = typeof value === 'string' && value.startsWith('=');
		return required === true || isExpression ? undefined : value;
	}

	/** An empty number or choice means nothing of its own. */
	private readOrDefault<Value>(
		name: string,
		convert: (value: unknown) => Value | undefined,
	): Value | undefined {
		return this.read(name, convert) ?? this.convert(name, this.defaultOf(name), convert);
	}

	/**
	 * Reads a parameter with a conversion of its own.
	 *
	 * @param convert throws Unreadable
	 */
	read<Value>(name: string, convert: (value: unknown) => Value): Value {
		return this.convert(name, this.given(name), convert);
	}

	get timeZone(): string {
		return this.source.timeZone;
	}

	/** How many items the node has got. */
	get items(): number {
		return this.source.items;
	}

	labelOf(name: string): string {
		return this.source.propertyOf(name)?.displayName ?? name;
	}

	/** @param what goes on from the label, a sentence or two */
	problem(name: string, what: string): RangeError {
		return new RangeError(`${this.labelOf(name)} ${what}${this.source.remark}`);
	}

	/** What the operation itself says against its input, with the item that it is about. */
	explained({ message }: RangeError): RangeError {
		return new RangeError(`${message}${this.source.remark}`);
	}

	required<Value>(name: string, value: Value | undefined): Value {
		if (value !== undefined) return value;
		const { placeholder } = this.source.propertyOf(name) ?? {};
		throw this.problem(
			name,
			`is empty. Enter a value${placeholder === undefined ? '' : `, ${placeholder}`}.`,
		);
	}

	private convert<Value>(name: string, value: unknown, convert: (value: unknown) => Value): Value {
		try {
			return convert(value);
		} catch (error) {
			throw error instanceof Unreadable ? this.problem(name, error.message) : error;
		}
	}

	private sourceOfRow(
		name: string,
		row: Readonly<Record<string, unknown>>,
		index: number,
	): ParameterSource {
		const title = `${this.labelOf(name)} ${index + 1}`;
		return {
			...this.source,
			valueOf: (member) => row[member],
			propertyOf: (member) => {
				const property = this.source.propertyOf(`${name}.${member}`);
				return property && { ...property, displayName: `${title}: ${property.displayName}` };
			},
		};
	}
}
