/** The version that the sandbox speaks. */
export const API_PATH = '/services/data/v64.0';
