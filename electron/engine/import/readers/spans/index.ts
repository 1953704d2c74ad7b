export { langfuse } from './langfuse.ts';
export { langsmith } from './langsmith.ts';
export { otelSpans } from './otel.ts';
