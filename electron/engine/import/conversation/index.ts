export { argumentsOf } from './agent-text.ts';
export { actionOfCall, type Call } from './call.ts';
export { markedTask, type Task, taskOf } from './task.ts';
export { conversationOf, type Turn } from './turns.ts';
