export { argumentsOf, readAgentText } from './agent-text.ts';
export { markedTask, taskOf } from './task.ts';
export { type Call, type Conversation, conversationOf, type Turn } from './turns.ts';
