// Prints the JSON Schema of an exported workspace: node build/workspace-schema.ts > docs/workspace-file.schema.json
import { workspaceFileSchema } from '#shared/contract/workspace-file.ts';

process.stdout.write(`${JSON.stringify(workspaceFileSchema(), null, 2)}\n`);
