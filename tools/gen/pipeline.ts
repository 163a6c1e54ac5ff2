import { isRule, type Rule } from '../../src/engine/rule.ts';
import { driftReportSchema } from '../../src/model/drift-report.ts';
import { reportSchema } from '../../src/model/report-schema.ts';
import { actionsTable, readActions } from './actions.ts';
import { type Artefact, write } from './artefact.ts';
import { auditTemplate } from './audit-template.ts';
import { configSchema } from './config-schema.ts';
import { invariantPages } from './invariant-pages.ts';
import { readInvariants } from './invariants.ts';
import { permissionsPage } from './permissions-page.ts';
import { policyFile } from './policy.ts';
import { collectorsRegistry, rulesRegistry } from './registries.ts';
import { rulePages } from './rule-pages.ts';
import { ruleSetPage } from './rule-set-page.ts';
import { schemaFile } from './schemas.ts';
import { snapshotSchema } from './snapshot-schema.ts';
import { toolModule } from './tool.ts';
import { defaultExport, ruleUnits } from './units.ts';
import { vocabularyModule } from './vocabulary.ts';

/** Writes `src/generated/`, in the order in which one part needs another. */
export async function writeRuntime(): Promise<readonly Artefact[]> {
  const written: Artefact[] = [];
  const emit = (...artefacts: readonly Artefact[]): void => {
    write(artefacts);
    written.push(...artefacts);
  };
  emit(toolModule(), rulesRegistry(), collectorsRegistry(), vocabularyModule());
  emit(actionsTable(await readActions()));
  return written;
}

/** What is generated and committed, since readers browse it. */
export async function committedArtefacts(): Promise<readonly Artefact[]> {
  const [rules, actions] = await Promise.all([readRules(), readActions()]);
  return [
    schemaFile('config', configSchema(rules)),
    schemaFile('report', reportSchema),
    schemaFile('drift', driftReportSchema),
    schemaFile('snapshot', snapshotSchema()),
    await policyFile(rules),
    await auditTemplate(rules),
    permissionsPage(rules, actions),
    ...rulePages(rules, actions),
    ...invariantPages(readInvariants(), rules),
    ruleSetPage(rules),
  ];
}

async function readRules(): Promise<readonly Rule[]> {
  return (await Promise.all(ruleUnits().map(defaultExport))).filter(isRule);
}
