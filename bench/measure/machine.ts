import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on, and how busy it was: a load above the number of processors means noise. */
export function machine(): string {
  const [model] = cpus();
  const gib = totalmem() / 1024 ** 3;
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${model?.model ?? 'unknown'}, ${gib.toFixed(0)} GiB, load ${load}`;
}
