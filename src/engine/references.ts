/** Pages behind the references that rules give, by prefix. */
const pages: readonly (readonly [prefix: string, page: (name: string) => string])[] = [
  ['wa:', (name) => wellArchitected[name] ?? wellArchitectedIndex],
  ['securityhub:', (name) => `https://docs.aws.amazon.com/securityhub/latest/userguide/${controlPage(name)}`],
  ['config:', (name) => `https://docs.aws.amazon.com/config/latest/developerguide/${name.toLowerCase().replaceAll('_', '-')}.html`],
];

const wellArchitectedIndex = 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/welcome.html';

const framework = (page: string) => `https://docs.aws.amazon.com/wellarchitected/latest/framework/${page}.html`;

/** Best practices of the Well-Architected Framework that rules refer to. */
export const wellArchitected: Readonly<Record<string, string>> = {
  'REL02-BP01': framework('rel_planning_network_topology_ha_conn_users'),
  'REL02-BP02': framework('rel_planning_network_topology_ha_conn_private_networks'),
  'REL02-BP03': framework('rel_planning_network_topology_ip_subnet_allocation'),
  'REL07-BP01': framework('rel_adapt_to_changes_autoscale_adapt'),
  'REL08-BP04': framework('rel_tracking_change_management_immutable_infrastructure'),
  'REL08-BP05': framework('rel_tracking_change_management_automated_changemgmt'),
  'REL10-BP01': framework('rel_fault_isolation_multiaz_region_system'),
  'REL11-BP01': framework('rel_withstand_component_failures_monitoring_health'),
  'REL11-BP02': framework('rel_withstand_component_failures_failover2good'),
  'REL11-BP03': framework('rel_withstand_component_failures_auto_healing_system'),
  'REL11-BP05': framework('rel_withstand_component_failures_static_stability'),
  'SEC05-BP01': framework('sec_network_protection_create_layers'),
  'SEC05-BP02': framework('sec_network_protection_layered'),
  'SEC06-BP01': framework('sec_protect_compute_vulnerability_management'),
  'SEC08-BP01': framework('sec_protect_data_rest_key_mgmt'),
  'SEC08-BP02': framework('sec_protect_data_rest_encrypt'),
  'SEC09-BP02': framework('sec_protect_data_transit_encrypt'),
};

/** `RDS.5` -> `rds-controls.html#rds-5`. */
function controlPage(control: string): string {
  const [service = '', number = ''] = control.toLowerCase().split('.');
  return `${service}-controls.html#${service}-${number}`;
}

/** The page of a reference, or null where the reference is not understood. */
export function pageOf(reference: string): string | null {
  for (const [prefix, page] of pages) if (reference.startsWith(prefix)) return page(reference.slice(prefix.length));
  return null;
}

/** The first reference a reader can open; empty where a rule has none. */
export function helpUriOf(references: readonly string[]): string {
  return references.map(pageOf).find((page) => page !== null) ?? '';
}
