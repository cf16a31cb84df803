import type { MiddlewareHandler } from "hono";

/** What the browser may do with our pages: only we are spoken to, only we are loaded. */
function contentPolicy(host: string, secure: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    // Named besides 'self': some browsers do not count a socket as the same origin.
    `connect-src 'self' ${secure ? "wss" : "ws"}://${host}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "style-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

const PERMISSIONS =
  "microphone=(self), xr-spatial-tracking=(self), camera=(), geolocation=(), display-capture=()";

export function securityHeaders(options: {
  /** A browser that once got HSTS offers no way past a certificate of our own making. */
  readonly realCertificate: boolean;
}): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const url = new URL(c.req.url);
    const secure = options.realCertificate || url.protocol === "https:";
    c.header("Content-Security-Policy", contentPolicy(url.host, secure));
    c.header("Permissions-Policy", PERMISSIONS);
    c.header("Cross-Origin-Opener-Policy", "same-origin");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
    c.header("Referrer-Policy", "no-referrer");
    c.header("X-Content-Type-Options", "nosniff");
    if (options.realCertificate) {
      c.header("Strict-Transport-Security", "max-age=31536000");
    }
  };
}
