// Prints what JSROOT reads from RNTuples of a ROOT file, one JSON object a line for each:
//   node read-rntuple.mjs FILE NTUPLE[:FIELD[,FIELD…]]…
// Values of all fields at the top, or of those that are named.
// { "name": …, "entries": n, "fields": [{ "name": …, "type": …, "description": … }],
//   "columns": { FIELD: [value of entry 0, …] } }
// Numbers: as JSON where JSON can say them (shortest digits that give the same float64), "NaN", "Infinity",
// "-Infinity", "-0" otherwise. A text is decoded from the UTF-8 bytes that JSROOT gives one character each.
import { readFileSync } from 'node:fs';
import { openFile } from 'jsroot/io';
import { TSelector } from 'jsroot/tree';
import { readHeaderFooter, rntupleProcess } from 'jsroot/rntuple';
import { printable } from './printable.mjs';

const [path, ...names] = process.argv.slice(2);
const bytes = readFileSync(path);
const file = await openFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
console.error = () => { };

async function read(argument) {
  const [name, chosen] = argument.split(':');
  const tuple = await file.readObject(name);
  if (!tuple) throw new Error(`JSROOT finds no RNTuple ${name} in ${path}`);
  const builder = await readHeaderFooter(tuple);
  // JSROOT gives up on an RNTuple without clusters, that is without entries, after it has read header and footer.
  const empty = !builder && tuple.builder?.clusterGroups?.length === 0;
  if (!builder && !empty) throw new Error(`JSROOT cannot read header, footer or page list of ${name} in ${path}`);

  const fields = tuple.builder.fieldDescriptors
    .filter((field, index) => field.parentFieldId === index)
    .map(field => ({ name: field.fieldName, type: field.typeName, description: field.description }));
  const wanted = chosen?.split(',') ?? fields.map(field => field.name);
  const columns = Object.fromEntries(wanted.map(field => [field, []]));
  let entries = 0;

  const selector = new TSelector();
  wanted.forEach(field => selector.addBranch(field));
  selector.Process = function () {
    wanted.forEach(field => columns[field].push(printable(this.tgtobj[field])));
    entries++;
  };
  if (!empty) await rntupleProcess(tuple, selector);
  return { name, entries, fields, columns };
}

for (const name of names) process.stdout.write(JSON.stringify(await read(name)) + '\n');
