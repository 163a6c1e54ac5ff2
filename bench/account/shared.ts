import { type Service, servicesPerVpc, upTo } from './service.ts';

/** For what the services of a VPC share: made by the first of them. */
export const perVpc =
  <T>(count: number, make: (service: Service, number: number) => T) =>
  (service: Service): readonly T[] =>
    service.isFirstInVpc ? upTo(count).map((number) => make(service, number)) : [];

/** For what the services of a region share. */
export const perRegion =
  <T>(make: (service: Service) => readonly T[]) =>
  (service: Service): readonly T[] =>
    service.isFirstInRegion ? make(service) : [];

/** `10.0` to `10.255` in turn. */
export const network = ({ local }: Service) => `10.${String(Math.floor(local / servicesPerVpc) % 256)}`;

export const vpcTags = ({ vpcNumber }: Service, name: string) => ({ Name: `vpc-${String(vpcNumber)}-${name}`, Owner: 'platform' });
