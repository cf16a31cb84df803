import { z } from "zod";

/** Our pages forbid code made from strings; zod would try at every start, and every console would say so. */
z.config({ jitless: true });
