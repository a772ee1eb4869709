/** The version in package.json, which the build verifies; compiled code cannot reach that file. */
export const PACKAGE_VERSION = '0.1.0';
