// Values of JSROOT in a form that JSON can hold; see read-rntuple.mjs.
function number(value) {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

function text(value) {
  return Buffer.from(Array.from(value, character => character.charCodeAt(0) & 0xff)).toString('utf8');
}

export function printable(value) {
  if (typeof value === 'number') return number(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, printable);
  return value;
}
