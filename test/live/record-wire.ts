import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { requestOf } from '../kit/aws-request.ts';
import { type Exchange, exchangeKey } from '../kit/wire-recording.ts';
import { awsVariables, haAudit, root } from './emulator.ts';

/** Keeps what goes over the wire while the command line reads every kind from an endpoint. Calls that failed are left out. */
export async function recordWire(url: string, path: string): Promise<void> {
  const exchanges = new Map<string, Exchange>();
  const server = createServer((incoming, response) => void forward(url, incoming, response, exchanges)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
  await haAudit(['snapshot', '-o', '/dev/null'], awsVariables(`http://127.0.0.1:${address.port}`));
  server.close();
  server.closeAllConnections();
  const sorted = [...exchanges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, exchange]) => exchange);
  mkdirSync(dirname(`${root}${path}`), { recursive: true });
  writeFileSync(`${root}${path}`, gzipSync(JSON.stringify(sorted)));
}

async function forward(url: string, incoming: IncomingMessage, response: ServerResponse, exchanges: Map<string, Exchange>): Promise<void> {
  const body = await buffer(incoming);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !['host', 'connection', 'content-length', 'transfer-encoding', 'expect'].includes(name)
      ? [[name, value]]
      : [],
  );
  const answer = await fetch(`${url}${incoming.url ?? ''}`, { method: incoming.method ?? 'POST', headers, body });
  const { status } = answer;
  const contentType = answer.headers.get('content-type') ?? '';
  const text = await answer.text();
  if (status < 300) {
    const { call: action, parameters } = requestOf(incoming, body.toString());
    exchanges.set(exchangeKey(action, parameters), { action, parameters, status, contentType, body: text });
  }
  response.writeHead(status, { 'content-type': contentType }).end(text);
}
