import { z } from 'zod';

/** Any JSON value. Object keys are plain own properties; readers drop `__proto__`. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export const jsonValueSchema: z.ZodType<JsonValue> = z.json();
