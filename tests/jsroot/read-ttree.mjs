// Prints what JSROOT reads from trees of a ROOT file, one JSON object a line for each:
//   node read-ttree.mjs FILE TREE…
// { "name": …, "entries": n, "columns": { BRANCH: [value of entry 0, …] }, "failed": { BRANCH: why } }
// Numbers and texts as in read-rntuple.mjs.
import { readFileSync } from 'node:fs';
import { openFile } from 'jsroot/io';
import { TSelector, treeProcess } from 'jsroot/tree';
import { printable } from './printable.mjs';

const [path, ...names] = process.argv.slice(2);
const bytes = readFileSync(path);
const file = await openFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
console.error = () => { };
console.log = () => { };

async function readBranch(tree, branch) {
  const values = [];
  const selector = new TSelector();
  selector.addBranch(branch, 'value');
  selector.Process = function () { values.push(printable(this.tgtobj.value)); };
  await treeProcess(tree, selector);
  return values;
}

for (const name of names) {
  const tree = await file.readObject(name);
  const columns = {};
  const failed = {};
  for (const branch of tree.fBranches.arr) {
    try {
      columns[branch.fName] = await readBranch(tree, branch);
    } catch (error) {
      failed[branch.fName] = String(error);
    }
  }
  process.stdout.write(JSON.stringify({ name, entries: tree.fEntries, columns, failed }) + '\n');
}
