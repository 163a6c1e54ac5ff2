import module from 'node:module';

/** Keeps compiled code between runs where Node can (22 and later). */
export function enableCompileCache(): void {
  const enable: unknown = Reflect.get(module, 'enableCompileCache');
  if (typeof enable === 'function') Reflect.apply(enable, module, []);
}
