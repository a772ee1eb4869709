import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** A node as it is put on the canvas, with one way to sign in chosen. */
export interface FormChoice {
	chosen: INodeParameters;
	/** All parameters, with the form's defaults. */
	values: INodeParameters;
	shown: INodeProperties[];
}

/** Parameters that decide which credential a node asks for. */
const DECIDING = ['server', 'vendor', 'authentication'];

const valuesOf = ({ options = [] }: INodeProperties): string[] =>
	(options as INodePropertyOptions[]).map(({ value }) => String(value));

function formWith(description: INodeTypeDescription, chosen: INodeParameters): FormChoice {
	const { properties } = description;
	const typeVersion = [description.version].flat().at(-1) ?? 1;
	const node = { typeVersion } as INode;
	const values =
		NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description) ?? {};
	const shown = properties.filter(
		(property) =>
			property.type !== 'hidden' &&
			NodeHelpers.displayParameter(values, property, node, description, values),
	);
	return { chosen, values, shown };
}

/** The form of a node for each choice of a server or vendor, and of a way to sign in there. */
export function formChoices(description: INodeTypeDescription): FormChoice[] {
	let choices: INodeParameters[] = [{}];
	for (const name of DECIDING) {
		choices = choices.flatMap((chosen) => {
			const field = formWith(description, chosen).shown.find((one) => one.name === name);
			return field ? valuesOf(field).map((value) => ({ ...chosen, [name]: value })) : [chosen];
		});
	}
	return choices.map((chosen) => formWith(description, chosen));
}

/** What a person reads of a parameter that is as it was put on the canvas: its label, and its value if that has words; an expression without the mark that it is one. */
export function wordsOf(property: INodeProperties, values: INodeParameters): string[] {
	const { displayName, name, type } = property;
	const value = values[name];
	if (type === 'options') {
		const option = (property.options as INodePropertyOptions[]).find((one) => one.value === value);
		return option ? [displayName, option.name] : [displayName];
	}
	return type === 'string' && typeof value === 'string' && value !== ''
		? [displayName, value.replace(/^=/, '')]
		: [displayName];
}
