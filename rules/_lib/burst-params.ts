import { Type } from '#rule-kit';

export const burstParams = Type.Object(
  {
    maxClients: Type.Integer({
      default: 20,
      minimum: 1,
      description: 'Instances and tasks, fully scaled out, that may connect directly; the smaller maximum of the reference architecture.',
    }),
  },
  { additionalProperties: false },
);
