// Prints objects of a ROOT file as JSROOT reads them, one JSON object a line for each:
//   node read-object.mjs FILE OBJECT…
import { readFileSync } from 'node:fs';
import { openFile } from 'jsroot/io';
import { printable } from './printable.mjs';

const [path, ...names] = process.argv.slice(2);
const bytes = readFileSync(path);
const file = await openFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

function members(value) {
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return Array.from(value, members);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member !== 'function').map(([name, member]) => [name, members(member)]));
  return printable(value);
}

for (const name of names) process.stdout.write(JSON.stringify({ ...members(await file.readObject(name)), name }) + '\n');
