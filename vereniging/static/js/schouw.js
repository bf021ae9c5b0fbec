// Keeps findings on the phone until there is a connection; without this file the form just posts.
(() => {
  "use strict";

  const place = document.querySelector("[data-wachtrij]");
  if (!place || !window.indexedDB) return;
  const form = place.querySelector("form");
  const status = place.querySelector("[data-stand]");
  const words = place.dataset;
  const OWN = new Set(["csrf_token", "formuliersleutel"]); // a fresh page gives fresh ones
  const EVERY = 20000;
  let busy = false;

  const database = new Promise((resolve, reject) => {
    const asked = indexedDB.open("schouw", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("punten", { keyPath: "sleutel" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  const store = async (mode, act) => {
    const transaction = (await database).transaction("punten", mode);
    const asked = act(transaction.objectStore("punten"));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };
  const waiting = async () => {
    const all = await store("readonly", (points) => points.getAll());
    return all.filter((point) => point.pad === location.pathname).sort((a, b) => a.op - b.op);
  };
  const keep = (point) => store("readwrite", (points) => points.put(point));
  const forget = (point) => store("readwrite", (points) => points.delete(point.sleutel));

  const newKey = () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");

  const say = async (sentence) => {
    const left = (await waiting()).length;
    status.textContent = [sentence, left ? `${words.wacht} ${left}` : words.leeg]
      .filter(Boolean)
      .join(" ");
  };

  // A fresh page tells whether there is a connection and a session, and has a fresh token.
  const freshPage = async () => {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (new URL(answer.url).pathname !== location.pathname || !answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  const send = async (point, page) => {
    const body = new FormData();
    for (const [name, value] of point.velden) {
      if (value instanceof Blob) body.append(name, value, value.name || "foto.jpg");
      else body.append(name, value);
    }
    body.append("csrf_token", page.querySelector("[data-wachtrij] [name=csrf_token]").value);
    const headers = { Accept: "application/json" };
    return fetch(point.pad, { method: "POST", body, headers });
  };

  const putBack = (point) => {
    const photos = new DataTransfer();
    for (const [name, value] of point.velden) {
      if (value instanceof File) photos.items.add(value);
      else if (form.elements[name]) form.elements[name].value = value;
    }
    form.elements.fotos.files = photos.files;
  };

  const handle = async (point, answer) => {
    if (answer.ok) {
      const { let_op: refused } = await answer.json();
      await forget(point);
      return { sentence: refused.join(" "), stop: false };
    }
    if (answer.status === 413) {
      await keep({ ...point, velden: point.velden.filter(([, value]) => !(value instanceof Blob)) });
      return { sentence: words.zonderFoto, stop: false };
    }
    if (answer.status === 422 || answer.status === 409) {
      putBack(point);
      await forget(point);
      return { sentence: words.kloptNiet, stop: true };
    }
    return { sentence: "", stop: true };
  };

  const sendAll = async () => {
    const told = [];
    for (let points = await waiting(); points.length; points = await waiting()) {
      const page = await freshPage();
      if (!page) return words.inloggen;
      const { sentence, stop } = await handle(points[0], await send(points[0], page));
      told.push(sentence);
      if (stop) return told.join(" ");
    }
    const page = await freshPage();
    const list = page && page.querySelector("#punten");
    if (list) document.querySelector("#punten").replaceWith(document.importNode(list, true));
    return told.join(" ");
  };

  const flush = async () => {
    if (busy || !(await waiting()).length) return;
    busy = true;
    try {
      await say(await sendAll());
    } catch {
      await say(""); // no connection: it stays here
    } finally {
      busy = false;
    }
  };

  form.addEventListener("submit", async (event) => {
    const data = new FormData(form);
    const where = data.get("plek") === "anders" ? data.get("straat") : data.get("plek");
    if (!where || !data.get("categorie") || data.get("tekst").trim().length < 5) return;
    event.preventDefault();
    const velden = [...data].filter(
      ([name, value]) => !OWN.has(name) && !(value instanceof File && !value.size),
    );
    try {
      await keep({ sleutel: data.get("sleutel"), pad: location.pathname, op: Date.now(), velden });
    } catch {
      form.submit(); // no room on this phone: the plain way
      return;
    }
    for (const name of ["tekst", "waar_precies", "fotos"]) form.elements[name].value = "";
    form.elements.sleutel.value = newKey();
    form.elements.tekst.focus();
    await say("");
    await flush();
  });

  window.addEventListener("online", flush);
  setInterval(flush, EVERY);
  flush();
})();
