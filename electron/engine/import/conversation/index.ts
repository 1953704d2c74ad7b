export { argumentsOf } from './agent-text.ts';
export { markedTask, taskOf } from './task.ts';
export { type Call, conversationOf, type Turn } from './turns.ts';
