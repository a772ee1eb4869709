import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { BrandedError } from '../../../../src/base/branded-error';
import { processState, stateKey } from '../../../../src/base/process-state';

const ROOT = path.join(__dirname, '../../../..');

class Parent extends BrandedError {
	static override readonly brand: string = 'Test.Parent';
}
class Child extends Parent {
	static override readonly brand: string = 'Test.Child';
}
class Nameless extends Parent {}

/** The same classes as another copy of the package has them. */
function copyOf<Class extends { new (): Error; brand: string }>({ brand }: Class) {
	return class extends BrandedError {
		static override readonly brand: string = brand;
	};
}

describe('a branded error', () => {
	it('is known to the class of another copy', () => {
		expect(new (copyOf(Parent))()).toBeInstanceOf(Parent);
		expect(new Parent()).toBeInstanceOf(copyOf(Parent));
		expect(new Child()).toBeInstanceOf(copyOf(Parent));
	});

	it('is none of a class that it does not descend from', () => {
		expect(new Parent()).not.toBeInstanceOf(Child);
		expect(new (copyOf(Parent))()).not.toBeInstanceOf(copyOf(Child));
		for (const other of [new Error('x'), { name: 'Test.Parent' }, null, undefined, 'Test.Parent']) {
			expect(other instanceof Parent).toBe(false);
		}
	});

	it('of a class that has forgotten its brand is taken for its own only', () => {
		expect(new Parent()).not.toBeInstanceOf(Nameless);
		expect(new Nameless()).toBeInstanceOf(Nameless);
		expect(new Nameless()).toBeInstanceOf(Parent);
	});

	it('is an error like any other, with the name of its brand, and shows it to nobody', () => {
		const cause = new Error('why');
		const error = new Child('what', { cause });
		expect(error).toBeInstanceOf(Error);
		expect([error.message, error.name, error.cause]).toEqual(['what', 'Test.Child', cause]);
		expect(Reflect.ownKeys({ ...error }).map(String)).toEqual(['name']);
	});
});

/** Every class of an error in the sources, by the module that holds it. */
function errorClasses(): Array<{ file: string; name: string }> {
	const files = ['src', 'nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => path.join(ROOT, folder, file)),
	);
	return files.flatMap((file) =>
		[
			...readFileSync(file, 'utf8').matchAll(
				/^(?:export )?(?:abstract )?class (\w+)[^{]*? extends (\w+)/gm,
			),
		]
			.filter(([, , parent = '']) => parent === 'Error' || /Error$/.test(parent))
			.map(([, name = '']) => ({ file, name })),
	);
}

describe('every error of the package', () => {
	const classes = errorClasses().filter(({ name }) => name !== 'BrandedError');

	it('is found', () => {
		expect(classes.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['McpClientError', 'VendorError', 'ProtocolError', 'LimitExceeded']),
		);
		expect(classes.length).toBeGreaterThan(15);
	});

	it.each(classes)('$name is exported, and has a brand of its own', async ({ file, name }) => {
		const module = (await import(file)) as Record<string, unknown>;
		const errorClass = module[name] as typeof BrandedError | undefined;
		expect(Object.getOwnPropertyDescriptor(errorClass, 'brand')?.value).toBe(name);
		expect(errorClass?.prototype).toBeInstanceOf(Error);
		expect(Object.getPrototypeOf(errorClass?.prototype)).not.toBe(Error.prototype);
	});

	it('shares its brand with none', () => {
		const names = classes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('state of the process', () => {
	afterEach(() => {
		for (const version of [901, 902]) Reflect.deleteProperty(globalThis, stateKey('gtm', version));
	});

	const open = (version: number, create: () => object) =>
		processState({ name: 'gtm', version, create });

	it('is made once for all copies that agree on its version', () => {
		const first = open(901, () => ({ made: 'first' }));
		expect(open(901, () => ({ made: 'second' }))).toBe(first);
	});

	it('of an older shape is left to who made it', () => {
		const older = open(901, () => ({ made: 'older' }));
		const newer = open(902, () => ({ made: 'newer' }));
		expect([newer, open(901, () => ({}))]).toEqual([{ made: 'newer' }, older]);
	});
});
