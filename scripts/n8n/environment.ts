import { delimiter } from 'node:path';

/**
 * What a developer has set for an n8n or a test run of their own must not steer this n8n:
 * n8n's own prefixes, those of its queue, hooks and nodes, and what npm, jest and Node add.
 */
const NOT_INHERITED =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|NODES_|CREDENTIALS_|EXTERNAL_|WEBHOOK_URL$|E2E_TESTS$|npm_|JEST_|NODE_ENV$|NODE_OPTIONS$|NODE_PATH$)/;

/** No telemetry, no update checks, no call to a server of n8n's makers. */
const SILENT: Record<string, string> = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
	N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	// Fetches a list of MCP servers at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

/** One process on SQLite; the Code node works through the task runner that n8n itself starts. */
const SINGLE_PROCESS: Record<string, string> = {
	DB_TYPE: 'sqlite',
	N8N_PROTOCOL: 'http',
	N8N_SECURE_COOKIE: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: process.platform === 'win32' ? 'false' : 'true',
	// The npm package of n8n brings no Python runner.
	N8N_PYTHON_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	NODE_ENV: 'production',
};

export interface N8nEnvironmentOptions {
	userFolder: string;
	/** Name by which clients reach n8n; editor and webhook URLs are made with it. */
	host: string;
	port: number;
	/** Port on which n8n's task runner meets n8n; two n8n's on a machine need two. */
	brokerPort: number;
	/** Goes first in PATH. */
	binFolder: string;
	/** Wins over everything else; undefined removes a variable. */
	env: NodeJS.ProcessEnv;
}

/** The caller's environment without the variables that would steer n8n. */
export function withoutInheritedSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !NOT_INHERITED.test(name)));
}

/** The whole environment of an n8n on SQLite that only this machine can reach. */
export function n8nEnvironment(
	callerEnv: NodeJS.ProcessEnv,
	options: N8nEnvironmentOptions,
): NodeJS.ProcessEnv {
	const { userFolder, host, port, brokerPort, binFolder } = options;
	return {
		...withoutInheritedSettings(callerEnv),
		...SILENT,
		...SINGLE_PROCESS,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: host,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		PATH: [binFolder, callerEnv.PATH ?? ''].join(delimiter),
		...options.env,
	};
}
