import type { JsonSchema } from '../../form/json-schema';
import type { Adapted } from './adapted-schema';
import { asIs, renameArguments } from './argument-names';
import { toGoogle } from './google';
import { toOpenAiStrict } from './openai-strict';
import { toSound } from './sound-schema';
import { toStandard } from './standard';
import { toZodSafe } from './zod-safe';

/**
 * Which model has to understand the schema of a tool:
 * - `asIs`: any; the server's schema, but for what nobody can read
 * - `standard`: OpenAI, Anthropic, and interfaces made like theirs
 * - `openAiStrict`: models held to OpenAI's strict subset
 * - `google`: Gemini models
 */
export type CompatibilityProfile = 'asIs' | 'standard' | 'openAiStrict' | 'google';

/** Who reads the schema before the model does: nobody, or n8n, which turns it into zod and back. */
export type SchemaReader = 'json' | 'zod';

const PROFILES: Record<CompatibilityProfile, (schema: JsonSchema) => Adapted> = {
	asIs,
	standard: (schema) => asIs(toStandard(schema)),
	openAiStrict: toOpenAiStrict,
	google: toGoogle,
};

/** The schema of a tool's arguments for a model, and the way from what it sends to the server. */
export function adaptSchema(
	inputSchema: JsonSchema,
	profile: CompatibilityProfile,
	reader: SchemaReader,
): Adapted {
	const adapted = renameArguments(PROFILES[profile](toSound(inputSchema)));
	return reader === 'json' ? adapted : { ...adapted, schema: toZodSafe(adapted.schema) };
}
