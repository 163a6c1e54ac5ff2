import { describe, expect, it } from 'vitest';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { isPinned, type LaunchSource, templateReferencesOf } from '../../src/topology/launch.ts';
import { answer, derived } from '../kit/derived.ts';
import { group } from '../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version, web } from '../kit/launch-world.ts';
import { denied, type Listings, node, worldWithGaps } from '../kit/world.ts';

const templates = template({ defaultVersion: 5, latestVersion: 9 });
const templatesDenied = { 'ec2.launch-template': denied('ec2:DescribeLaunchTemplates') };
const versionsDenied = { 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') };

const inWorld = (listings: Listings, ...nodes: readonly NodeRecord[]) => {
  const { launch, view } = derived(worldWithGaps(listings, ...nodes));
  return { launch, web: view('autoscaling.group', 'web') };
};

/** `lt-00000001:7`, with the image of an override behind it; `?` for what does not exist. */
function label(source: LaunchSource): string {
  if (source.from === 'launch-configuration') return source.configuration?.key ?? '?';
  return `${source.version?.key ?? '?'}${source.imageId === null ? '' : ` ${source.imageId}`}`;
}

function sources(listings: Listings, ...nodes: readonly NodeRecord[]) {
  const { launch, web: of } = inWorld(listings, ...nodes);
  const known = launch.sourcesOf(of);
  return { known: known.items.map(label), all: answer(() => [...known].map(label)) };
}

describe('the references of a group', () => {
  const of = (record: NodeRecord) => templateReferencesOf(inWorld({}, record).web);

  it('are the template, or the policy and every override with a template, each once', () => {
    expect(of(launching('7'))).toEqual([at('7')]);
    expect(of(configured())).toEqual([]);
    const policy = mixing(at('7'), override({}), override({ launchTemplate: at('2', arm) }), override({ launchTemplate: at('2', arm) }));
    expect(of(policy)).toEqual([at('7'), at('2', arm)]);
  });

  it('come from the policy alone where a group has both', () => {
    expect(of(group({ launchTemplate: at('1'), mixedInstances: { launchTemplate: at('7'), overrides: [] } }))).toEqual([at('7')]);
  });

  it('are pinned by digits alone', () => {
    expect(['7', '12'].map((each) => isPinned(at(each)))).toEqual([true, true]);
    expect(['$Latest', '$Default', '', null, '7.', ' 7', 'latest'].map((each) => isPinned(at(each)))).not.toContain(true);
  });
});

describe('what a reference means', () => {
  const meaning = (number: string | null, id: string | null = web, listings: Listings = {}) => {
    const { launch, web: of } = inWorld(listings, templates, launching('1'));
    return answer(() => launch.meaningOf(at(number, id), of));
  };

  it('is what the version names, or the default version', () => {
    expect(meaning('7')).toEqual({ launchTemplateId: web, versionNumber: 7 });
    expect(meaning('$Latest')).toEqual({ launchTemplateId: web, versionNumber: 9 });
    for (const number of ['$Default', '', null]) expect(meaning(number)).toEqual({ launchTemplateId: web, versionNumber: 5 });
  });

  it('is found by name where there is no id', () => {
    expect(meaning('$Latest', null)).toEqual({ launchTemplateId: web, versionNumber: 9 });
  });

  it('is nothing where the template does not exist, or the version is no version', () => {
    expect(meaning('$Latest', arm)).toBeNull();
    expect(meaning('newest')).toBeNull();
  });

  it('needs no template where id and number are given', () => {
    const { launch, web: of } = inWorld(templatesDenied, launching('1'));
    expect(answer(() => launch.meaningOf(at('7'), of))).toEqual({ launchTemplateId: web, versionNumber: 7 });
    for (const reference of [at('$Latest'), at('7', null)]) {
      expect(answer(() => launch.meaningOf(reference, of))).toEqual({ gaps: ['denied ec2:DescribeLaunchTemplates'] });
    }
  });
});

describe('the sources of a group', () => {
  it('are the version in use, not the latest', () => {
    expect(sources({}, templates, version(7), version(9), launching('7')).all).toEqual(['lt-00000001:7']);
  });

  it('are a launch configuration where there is no template', () => {
    expect(sources({}, configured(), node('autoscaling.launch-configuration', 'web-2019')).all).toEqual(['web-2019']);
    expect(sources({}, configured()).all).toEqual(['?']);
  });

  it('are the policy and every different override, with its template and its image', () => {
    const policy = mixing(at('7'), override({}), override({ launchTemplate: at('2', arm) }), override({ imageId: 'ami-2' }));
    const nodes = [templates, template({}, arm), version(7), version(2, {}, arm)];
    expect(sources({}, policy, ...nodes).all).toEqual(['lt-00000001:7', 'lt-00000002:2', 'lt-00000001:7 ami-2']);
  });

  it('name what does not exist as missing', () => {
    expect(sources({}, templates, launching('7')).all).toEqual(['?']);
    expect(sources({}, launching('$Latest')).all).toEqual(['?']);
  });

  it('give what is known before they break off', () => {
    const policy = mixing(at('7'), override({ launchTemplate: at('2', arm) }));
    expect(sources(versionsDenied, policy, version(2, {}, arm))).toEqual({
      known: ['lt-00000002:2'],
      all: { gaps: ['denied ec2:DescribeLaunchTemplateVersions'] },
    });
  });

  it('break off where the group does not say what it launches', () => {
    const launchConfigurationName = denied('autoscaling:DescribeAutoScalingGroups');
    expect(sources({}, group({ launchTemplate: null, launchConfigurationName })).all).toEqual({
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    });
    expect(sources({}, version(7), launching('7', { launchConfigurationName })).all).toEqual(['lt-00000001:7']);
  });
});

describe('the templates of a group', () => {
  it('are those that exist, each once', () => {
    const policy = mixing(at('7'), override({ launchTemplate: at('9') }), override({ launchTemplate: at('2', arm) }));
    const { launch, web: of } = inWorld({}, policy, templates);
    expect(launch.templatesOf(of).map(({ key }) => key)).toEqual([web]);
  });
});
