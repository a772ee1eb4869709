import { catalogue } from '../../../../../src/gtm/operations/catalogue';
import { capabilityOf } from '../../../../../src/gtm/operations/capability-of';
import { inputSchemaOf } from '../../../../../src/gtm/operations/input-schema';
import { vendors } from '../../../../../src/gtm/vendors/registry';
import { Ajv2020, addFormats } from '../../../../../src/third-party/ajv';

const ENTRIES = Object.entries(catalogue).flatMap(([family, operations]) =>
	operations.map((operation) => ({ family, name: operation.name, operation })),
);

/** Every schema within a schema. */
function within(
	schema: unknown,
	path = '',
): Array<{ path: string; schema: Record<string, unknown> }> {
	if (typeof schema !== 'object' || schema === null) return [];
	const own = schema as Record<string, unknown>;
	const below = (name: string, value: unknown) => within(value, `${path}.${name}`);
	return [
		{ path, schema: own },
		...Object.entries(own.properties ?? {}).flatMap(([name, value]) => below(name, value)),
		...below('[]', own.items),
		...below('{}', own.additionalProperties),
		...((own.anyOf ?? []) as unknown[]).flatMap((one) => below('|', one)),
	];
}

it('has every operation of every vendor, and no vendor has another', () => {
	for (const [family, operations] of Object.entries(catalogue)) {
		const names = operations.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const { capabilities } of vendors[family as keyof typeof vendors]) {
			expect(names).toEqual(expect.arrayContaining(Object.keys(capabilities)));
		}
	}
});

it('knows of each vendor whether it can do an operation that is made of another', () => {
	const report = catalogue.analytics.find(({ name }) => name === 'report.make');
	for (const vendor of vendors.analytics) {
		expect(capabilityOf(vendor, report as never).supported).toBe(
			vendor.capabilities['metric.query'].supported,
		);
	}
});

describe.each(ENTRIES)('$family $name', ({ family, operation }) => {
	const schema = inputSchemaOf(operation);

	it('says what it is in plain words', () => {
		expect(operation.family).toBe(family);
		expect(operation.name).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/);
		expect(operation.title).toMatch(/^[A-Z].*[a-z]$/);
		expect(operation.description.length).toBeGreaterThan(5);
		expect(operation.scopes.length).toBeGreaterThan(0);
	});

	it('takes a scope of reading if it only reads, and another if not', () => {
		const reads = operation.effect === 'reads';
		expect(operation.scopes.every((scope) => scope.endsWith('.read'))).toBe(reads);
		if (operation.price === 'credits') expect(operation.scopes).toContain('enrichment.spend');
	});

	it('has a schema that every client understands', () => {
		expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
		expect(JSON.stringify(schema)).not.toContain('$ref');
		expect(JSON.stringify(schema).length).toBeLessThan(6_000);
		const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
		addFormats(ajv);
		expect(() => ajv.compile(schema)).not.toThrow();
	});

	it('describes every field, and says of every list what is in it', () => {
		for (const [name, field] of Object.entries(schema.properties ?? {})) {
			expect([name, (field as { description?: string }).description]).toEqual([
				name,
				expect.stringMatching(/./),
			]);
		}
		for (const { path, schema: one } of within(schema)) {
			if (one.type === 'array') expect([path, one.items]).toEqual([path, expect.anything()]);
		}
	});
});
