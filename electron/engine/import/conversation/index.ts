export { argumentsOf, readsAsActions } from './agent-text.ts';
export { actionOfCall, type Call, callOfText } from './call.ts';
export { markedTask, type Task, taskOf } from './task.ts';
export { type Conversation, conversationOf, type Turn } from './turns.ts';
