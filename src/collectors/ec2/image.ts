import { defineCollector, required } from '../kit/define.ts';
import { blockDevice } from '../kit/ec2/block-device.ts';
import { imagesInUse, readImages } from '../kit/ec2/images-in-use.ts';
import { halves } from '../kit/halves.ts';

const batch = 200;

export default defineCollector({
  kind: 'ec2.image',
  list: {
    action: 'ec2:DescribeImages',
    after: ['autoscaling.group', 'autoscaling.launch-configuration', 'ec2.instance', 'ec2.launch-template-version'],
    requests: (nodes) => {
      const ids = imagesInUse(nodes);
      return Array.from({ length: Math.ceil(ids.length / batch) }, (_, index) => ({
        input: ids.slice(index * batch, (index + 1) * batch),
      }));
    },
    fetch: ({ ec2 }, ids: readonly string[]) => readImages(ec2, ids),
    items: (page) => page.Images,
    split: halves,
  },
  // The account field of an image's ARN is empty, whoever owns it.
  id: (image, scope) => `arn:${scope.partition}:ec2:${scope.region}::image/${required(image.ImageId, 'ImageId')}`,
  key: (image) => required(image.ImageId, 'ImageId'),
  facts: {
    state: (image) => required(image.State, 'State'),
    ownerId: (image) => image.OwnerId ?? null,
    imdsSupport: (image) => image.ImdsSupport ?? null,
    rootDeviceName: (image) => image.RootDeviceName ?? null,
    deprecatedAt: (image) => image.DeprecationTime ?? null,
    createdAt: (image) => (image.CreationDate ? new Date(image.CreationDate).toISOString() : null),
    isAllowed: (image) => image.ImageAllowed ?? null,
    blockDevices: (image) => (image.BlockDeviceMappings ?? []).map(blockDevice),
  },
  relations: {},
});
