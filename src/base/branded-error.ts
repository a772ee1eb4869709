const BRANDS = Symbol.for('n8n-nodes-gtm-mcp.error');

type ErrorClass = abstract new (...args: never[]) => object;

/**
 * An error that `instanceof` also knows when another copy of the package made it: n8n loads the
 * package anew when it is updated, while objects of the copy before live on (process-state.ts) and
 * throw the errors of that copy. Each class has a `brand` of its own, which stays when the class is
 * renamed, and changes when the members that others read of it change their meaning.
 */
export abstract class BrandedError extends Error {
	static readonly brand: string = 'BrandedError';

	static override [Symbol.hasInstance](this: ErrorClass, value: unknown): boolean {
		const brand = ownBrand(this);
		// Without a brand of its own a class would take the errors of its parent for its own.
		if (brand === undefined) return Function.prototype[Symbol.hasInstance].call(this, value);
		return typeof value === 'object' && value !== null && brandsOf(value).includes(brand);
	}

	constructor(message?: string, options?: ErrorOptions) {
		super(message, options);
		const brands = chainOf(new.target);
		this.name = brands[0] ?? BrandedError.brand;
		// Not enumerable: it is nothing that logs and outputs should show.
		Object.defineProperty(this, BRANDS, { value: brands });
	}
}

/** The brands of a class and of those above it, its own first. */
function chainOf(errorClass: ErrorClass): string[] {
	const brands: string[] = [];
	for (let at: unknown = errorClass; typeof at === 'function'; at = Object.getPrototypeOf(at)) {
		const brand = ownBrand(at);
		if (brand !== undefined) brands.push(brand);
	}
	return brands;
}

function ownBrand(errorClass: unknown): string | undefined {
	if (typeof errorClass !== 'function' || !Object.hasOwn(errorClass, 'brand')) return undefined;
	return (errorClass as unknown as { brand: string }).brand;
}

function brandsOf(value: object): readonly unknown[] {
	const brands = (value as { [BRANDS]?: unknown })[BRANDS];
	return Array.isArray(brands) ? brands : [];
}
