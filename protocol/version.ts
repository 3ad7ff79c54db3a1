/** Version of the words on the wire. A client and a server with different numbers refuse each other. */
export const PROTOCOL_VERSION = 1;
