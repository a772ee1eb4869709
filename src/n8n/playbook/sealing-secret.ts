import { signingSecret } from '../server/signing-secret';

let secret: string | undefined;

/** Of this n8n: every process of it seals with the same, as far as n8n's encryption key is known. */
export function sealingSecret(): string {
	secret ??= signingSecret(process.env).toString('hex');
	return secret;
}
