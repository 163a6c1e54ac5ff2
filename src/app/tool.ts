export { tool } from '../generated/tool.ts';
