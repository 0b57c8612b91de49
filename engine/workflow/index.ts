export { createWorkflowPort } from "./create-workflow-port.ts";
