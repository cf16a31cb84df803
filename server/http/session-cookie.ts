import { createHash, randomBytes } from "node:crypto";

import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

export interface Session {
  readonly token: string;
  /** What the register may know: the token itself stays with the browser. */
  readonly hash: string;
}

const DAYS_30_S = 30 * 86_400;
/** 256 bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const sessionOf = (token: string): Session => ({
  token,
  hash: createHash("sha256").update(token).digest("hex"),
});

/** The prefix makes browsers insist on Secure, no domain, path "/"; plain HTTP on loopback cannot have it. */
const cookieName = (secure: boolean): string => (secure ? "__Host-hearth" : "hearth");

export function readSession(c: Context, secure: boolean): Session | null {
  const token = getCookie(c, cookieName(secure));
  return token !== undefined && TOKEN.test(token) ? sessionOf(token) : null;
}

export function newSession(): Session {
  return sessionOf(randomBytes(32).toString("base64url"));
}

export function keepSession(c: Context, session: Session, secure: boolean): void {
  setCookie(c, cookieName(secure), session.token, {
    httpOnly: true,
    sameSite: "Strict",
    secure,
    path: "/",
    maxAge: DAYS_30_S,
  });
}
