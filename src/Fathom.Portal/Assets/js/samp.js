// The Simple Application Messaging Protocol's web profile (SAMP 1.3, section 5): XML-RPC to a hub on this machine.
const HUBS = ["http://localhost:21012/", "http://127.0.0.1:21012/"];

/** Asks the tools that the hub knows to load a table. Resolves to what to tell the reader. */
export async function sendTable(address, id, title) {
  const hub = await findHub();
  if (!hub) {
    return "No hub answers on this computer: start TOPCAT or Aladin first.";
  }
  const call = (method, ...values) => request(hub, method, values);
  let key;
  try {
    const known = await call("samp.webhub.register", { "samp.name": "Fathom" });
    key = known["samp.private-key"];
    await call("samp.webhub.declareMetadata", key, { "samp.name": "Fathom", "samp.description.text": "A page of published events" });
    const told = await call("samp.webhub.notifyAll", key,
      { "samp.mtype": "table.load.votable", "samp.params": { url: address, "table-id": id, name: title } });
    return told.length > 0 ? `Sent to ${told.length === 1 ? "one program" : `${told.length} programs`}.` : "The hub knows no program that loads tables: start TOPCAT or Aladin.";
  } catch (problem) {
    return `The hub refused: ${problem.message}`;
  } finally {
    if (key) {
      call("samp.webhub.unregister", key).catch(() => {});
    }
  }
}

async function findHub() {
  for (const hub of HUBS) {
    try {
      await request(hub, "samp.webhub.ping", []);
      return hub;
    } catch {
      // The next one.
    }
  }
  return null;
}

async function request(hub, method, values) {
  const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>`
    + values.map(value => `<param>${encoded(value)}</param>`).join("") + "</params></methodCall>";
  const answer = await fetch(hub, { method: "POST", body, headers: { "Content-Type": "text/plain" } });
  const document = new DOMParser().parseFromString(await answer.text(), "text/xml");
  const fault = document.querySelector("fault > value");
  if (fault) {
    throw new Error(decoded(fault).faultString ?? "no reason given");
  }
  const value = document.querySelector("methodResponse > params > param > value");
  if (!value) {
    throw new Error("its answer is not XML-RPC");
  }
  return decoded(value);
}

function encoded(value) {
  if (typeof value === "string") {
    return `<value><string>${value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</string></value>`;
  }
  const members = Object.entries(value).map(([name, member]) => `<member><name>${name}</name>${encoded(member)}</member>`);
  return `<value><struct>${members.join("")}</struct></value>`;
}

function decoded(value) {
  const inner = value.firstElementChild;
  switch (inner?.tagName) {
    case "struct":
      return Object.fromEntries([...inner.children].map(member => [member.querySelector("name").textContent, decoded(member.querySelector("value"))]));
    case "array":
      return [...inner.querySelectorAll(":scope > data > value")].map(decoded);
    default:
      return value.textContent;
  }
}
