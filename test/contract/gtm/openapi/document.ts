import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { EndpointCatalog } from './endpoint-catalog';
import { documentOfCatalog } from './endpoint-catalog';
import type { PostmanCollection } from './postman-collection';
import { documentOfCollection } from './postman-collection';

/** The parts of an OpenAPI document that are read here. */
export interface OpenApiDocument {
	openapi: string;
	servers?: Array<{ url?: string; variables?: Record<string, { default: string }> }>;
	paths: Record<string, PathItem>;
	components?: Record<string, unknown>;
}

export type PathItem = Record<string, unknown> & { parameters?: unknown[] };

const ROOT = join(__dirname, '..', '..', '..', '..');

/** Vendors' specifications are not ours to publish, so they lie beside the repository, or nowhere. */
export const SPECS_FOLDER = join(ROOT, '..', 'shared', 'specs');

/** Parsing two megabytes of YAML takes seconds, so what it came to is kept by the text's hash. */
const CACHE_FOLDER = join(ROOT, '.artefacts', 'specs');

export function specsArePresent(): boolean {
	return existsSync(SPECS_FOLDER);
}

function parseYaml(text: string): OpenApiDocument {
	const name = createHash('sha256').update(text).digest('hex');
	const file = join(CACHE_FOLDER, `${name}.json`);
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument;
	const document = parse(text, { maxAliasCount: -1, logLevel: 'error' }) as OpenApiDocument;
	mkdirSync(CACHE_FOLDER, { recursive: true });
	// Written beside and renamed, for another worker may read at this moment.
	const unfinished = `${file}.${process.pid}`;
	writeFileSync(unfinished, JSON.stringify(document));
	renameSync(unfinished, file);
	return document;
}

/** Not every vendor publishes OpenAPI: other forms become it, by what they hold. */
function toOpenApi(json: object): OpenApiDocument {
	if ('endpoints' in json) return documentOfCatalog(json as EndpointCatalog);
	if ('item' in json) return documentOfCollection(json as PostmanCollection);
	return json as OpenApiDocument;
}

/** The specifications of a vendor, by their paths in `../shared/specs`. */
export function specificationsOf(vendor: string): string[] {
	const files = readdirSync(join(SPECS_FOLDER, vendor)).toSorted();
	return files.filter((file) => /\.(json|ya?ml)$/.test(file)).map((file) => `${vendor}/${file}`);
}

/** A specification of `../shared/specs`, by its path in there: `attio/openapi-2025-09.json`. */
export function loadDocument(path: string): OpenApiDocument {
	const text = readFileSync(join(SPECS_FOLDER, path), 'utf8');
	return path.endsWith('.json') ? toOpenApi(JSON.parse(text) as object) : parseYaml(text);
}
