import { type Network, type ReportHeader, subnetReaches, type Workload } from '../../model/report.ts';
import { counted, shortArn } from '../finding-text.ts';
import { type Drawing, type DrawnTier, drawingOf, kindLabel, type Lane, nameInArn } from './drawing.ts';
import { type Html, html, name, type Part } from './escape.ts';
import { type Gathered, placeOf } from './gather.ts';
import { badges, type Marks, worstOf } from './marks.ts';
import { table } from './table.ts';

/** Beyond these, pictures are folded, and then left out: thousands of them make a page that no browser likes. */
const mostOpen = 6;
const mostPictures = 50;

/** A picture of each workload: its VPC, a column for each zone, a row for each tier, and where its parts stand. */
export function* pictures({ workloads, networks = [] }: ReportHeader, gathered: Gathered): Iterable<Html> {
  if (workloads.length === 0) return;
  yield html`<section id="architecture" aria-labelledby="h-arch"><h2 id="h-arch">Architecture</h2>
<p class="lead">What stands in which zone. An empty place in a zone means that losing the others loses the part. No verdict rests on the picture.</p>`;
  const ranks = new Map([...gathered.failures.keys()].map((place, index) => [place, index]));
  const rankOf = (workload: Workload) => ranks.get(placeOf(workload, workload.name)) ?? ranks.size;
  const sorted = workloads.toSorted((left, right) => rankOf(left) - rankOf(right));
  for (const [index, workload] of sorted.slice(0, mostPictures).entries()) {
    const drawing = drawingOf(workload, networks, (id) => (gathered.marks.get(id)?.worst ?? null) !== null);
    yield picture(workload, drawing, gathered, index < mostOpen);
  }
  yield html`${furtherWorkloads(sorted.slice(mostPictures), gathered)}</section>
`;
}

function picture(workload: Workload, drawing: Drawing, gathered: Gathered, isOpen: boolean): Html {
  const { environment, account, region } = workload;
  const where = [...(environment === null ? [] : [environment]), account, region].join(' · ');
  return html`<details class="wl"${isOpen ? html` open` : null}><summary><h3>${name(workload.name)}</h3> <span class="dim">${name(where)}</span></summary>
<div class="vpc" tabindex="0" role="group" aria-label="Zones of ${workload.name}"><table class="map"><caption>${vpcCaption(drawing.networks, gathered)}</caption>
<thead><tr><td></td>${drawing.zones.map((zone) => html`<th scope="col">${name(zone)}</th>`)}${drawing.hasUnplaced ? html`<th scope="col">zone not known</th>` : null}</tr></thead>
<tbody>${drawing.tiers.map((tier) => tierRow(tier, drawing, gathered))}${natRow(drawing, gathered)}${subnetRow(drawing, gathered)}</tbody></table></div>
${besideThe(workload, gathered)}</details>
`;
}

function vpcCaption(networks: readonly Network[], { marks }: Gathered): Part {
  if (networks.length === 0) return 'VPC not known';
  return networks.map(
    ({ id, name: own }) =>
      html`<span class="net">VPC ${own === null ? null : html`<b>${name(own)}</b> `}<code>${shortArn(id)}</code>${linked(marks.get(id))}</span>`,
  );
}

function tierRow({ title, lanes, regional, leftOut }: DrawnTier, { zones, hasUnplaced }: Drawing, gathered: Gathered): Html {
  const cell = (zone: string, isIn: (lane: Lane) => boolean) =>
    html`<td data-zone="${zone}"><ul>${lanes.map((lane) => (isIn(lane) ? box(lane.id, gathered) : gap(lane, zone, gathered)))}</ul></td>`;
  return html`<tr><th scope="row">${title}${leftOut > 0 ? html`<small>and ${leftOut} more, not drawn</small>` : null}${
    regional.length === 0 ? null : html`<ul>${regional.map((id) => box(id, gathered))}</ul>`
  }</th>${zones.map((zone) => cell(zone, (lane) => lane.zones.has(zone)))}${
    hasUnplaced ? cell('zone not known', (lane) => lane.zones.size === 0) : null
  }</tr>`;
}

/** A place where a part does not stand: blank where nobody knows where it stands. */
function gap({ id, zones, isPartial }: Lane, zone: string, gathered: Gathered): Html {
  if (zones.size === 0 || zone === 'zone not known') return html`<li class="box blank" aria-hidden="true"></li>`;
  return html`<li class="box gone"><span class="sr">${nameOf(id, gathered)} </span>${isPartial ? 'perhaps here: not all is known' : 'not in this zone'}</li>`;
}

function natRow({ networks, zones, hasUnplaced }: Drawing, gathered: Gathered): Html | null {
  if (networks.length === 0) return null;
  const gateways = networks.flatMap(({ natGateways }) => natGateways ?? []);
  const isKnown = networks.every(({ natGateways }) => natGateways !== null);
  const cell = (zone: string) => {
    const own = gateways.filter((nat) => nat.zones.includes(zone));
    const none = isKnown ? html`<li class="box gone">no NAT gateway</li>` : html`<li class="box gone">not known</li>`;
    return html`<td data-zone="${zone}"><ul>${own.length === 0 ? none : own.map((nat) => box(nat.id, gathered, nat.name))}</ul></td>`;
  };
  return html`<tr><th scope="row">Way out (NAT)</th>${zones.map(cell)}${hasUnplaced ? html`<td></td>` : null}</tr>`;
}

function subnetRow({ networks, zones, hasUnplaced }: Drawing, gathered: Gathered): Html | null {
  const subnets = networks.flatMap((network) => network.subnets).toSorted(byReach);
  if (subnets.length === 0) return null;
  const item = ({ id, name: own, reach }: Subnet) =>
    html`<li class="sub"><span>${name(own ?? nameInArn(id))}</span> <span class="dim">${reach ?? 'routes not known'}</span>${linked(gathered.marks.get(id))}</li>`;
  const cell = (zone: string) => html`<td data-zone="${zone}"><ul>${subnets.filter((subnet) => subnet.zone === zone).map(item)}</ul></td>`;
  return html`<tr><th scope="row">Subnets</th>${zones.map(cell)}${hasUnplaced ? html`<td></td>` : null}</tr>`;
}

type Subnet = Network['subnets'][number];

/** From the internet inwards, then by name. */
function byReach(left: Subnet, right: Subnet): number {
  const rank = ({ reach }: Subnet) => (reach === null ? subnetReaches.length : subnetReaches.indexOf(reach));
  return rank(left) - rank(right) || ((left.name ?? left.id) < (right.name ?? right.id) ? -1 : 1);
}

function box(id: string, gathered: Gathered, own: string | null = null): Html {
  const marks = gathered.marks.get(id);
  return html`<li class="box ${worstOf(marks)}"><b>${name(own ?? nameOf(id, gathered))}</b><small>${kindLabel(id)}</small>${linked(marks, true)}</li>`;
}

/** What was found, leading to the worst of it; for what is drawn small, only what is not good. */
function linked(marks: Marks | undefined, isAlways = false): Part {
  if (!isAlways && ['pass', 'unjudged'].includes(worstOf(marks))) return null;
  const all = html`<span class="bs">${badges(marks)}</span>`;
  const worst = marks?.worst ?? null;
  return worst === null ? all : html`<a href="#f-${worst}">${all}</a>`;
}

function nameOf(id: string, { marks }: Gathered): string {
  return marks.get(id)?.name ?? nameInArn(id);
}

/** What fails in the workload and stands in no picture. */
function besideThe(workload: Workload, { beside }: Gathered): Html | null {
  const failing = [...(beside.get(placeOf(workload, workload.name)) ?? [])];
  if (failing.length === 0) return null;
  return html`<div class="beside"><h4>Failing, not drawn</h4><ul>${failing.map(
    ([id, marks]) => html`<li><b>${name(marks.name ?? nameInArn(id))}</b> <span class="dim">${marks.kind}</span> ${linked(marks)}</li>`,
  )}</ul></div>`;
}

/** Workloads without a picture, by name and zones. */
function furtherWorkloads(workloads: readonly Workload[], { failures }: Gathered): Html | null {
  if (workloads.length === 0) return null;
  const row = (workload: Workload) => {
    const { name: own, account, region, placement } = workload;
    const zones = [...new Set(placement.flatMap((each) => each.zones))].sort();
    return html`<tr><th scope="row">${name(own)}</th><td>${account} ${region}</td><td>${zones.length === 0 ? 'not known' : zones.join(', ')}</td><td>${failures.get(placeOf(workload, own)) ?? 0}</td></tr>`;
  };
  return html`<details class="all"><summary>${counted(workloads.length, 'further workload')}, not drawn</summary>${table('Workloads without a picture', ['Workload', 'Where', 'Zones', 'Findings'], workloads.map(row))}</details>`;
}
