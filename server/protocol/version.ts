/** Raised whenever a client of the version before could misread the wire: it is told to reload. Alone in its file, so that
 * the invitation's page need not load the shapes of all messages for one number. */
export const PROTOCOL_VERSION = 1;
