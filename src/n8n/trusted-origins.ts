/** Origins that the operator trusts although they are private, separated by commas. */
export const TRUSTED_ORIGINS = 'GTM_MCP_TRUSTED_ORIGINS';
