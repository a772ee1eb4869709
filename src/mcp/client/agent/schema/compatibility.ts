import type { JsonSchema } from '../../form/json-schema';
import type { Adapted } from './adapted-schema';
import { asIs, renameArguments } from './argument-names';
import { toGoogle } from './google';
import { toOpenAiStrict } from './openai-strict';
import { toStandard } from './standard';
import { toZodSafe } from './zod-safe';

/**
 * Who has to understand the schema of a tool:
 * - `asIs`: the server's schema, untouched
 * - `standard`: OpenAI, Anthropic, and interfaces made like theirs
 * - `openAiStrict`: models held to OpenAI's strict subset
 * - `google`: Gemini models
 * - `zodSafe`: a reader that turns JSON Schema into zod first, as n8n does for most of its own nodes
 */
export type CompatibilityProfile = 'asIs' | 'standard' | 'openAiStrict' | 'google' | 'zodSafe';

const PROFILES: Record<CompatibilityProfile, (schema: JsonSchema) => Adapted> = {
	asIs,
	standard: (schema) => asIs(toStandard(schema)),
	openAiStrict: toOpenAiStrict,
	google: toGoogle,
	zodSafe: (schema) => asIs(toZodSafe(schema)),
};

/** The schema of a tool's arguments for a profile, and the way from what a model sends to the server. */
export function adaptSchema(inputSchema: JsonSchema, profile: CompatibilityProfile): Adapted {
	return renameArguments(PROFILES[profile](inputSchema));
}
