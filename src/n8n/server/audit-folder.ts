import { homedir } from 'node:os';
import path from 'node:path';

/** Where audit files are: beside n8n's own data, in a folder of our own. */
export function auditFolder(): string {
	const home = process.env.N8N_USER_FOLDER ?? homedir();
	return path.join(home, '.n8n', 'gtm-mcp-audit');
}
