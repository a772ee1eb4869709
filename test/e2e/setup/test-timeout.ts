/**
 * n8n takes a quarter of a minute to report a publication that fails. Set here because jest does
 * not heed `testTimeout` in the configuration of one project among several.
 */
jest.setTimeout(60_000);
