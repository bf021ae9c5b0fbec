// Keeps the pages of a meeting readable without internet; wiped when you sign out.
"use strict";

const CACHE = "vergadering-1";
const PREFIX = "/afgevaardigde/vergadering/";
const FRAME = [
  "{{ url_for('site.offline') }}",
  "{{ url_for('static', filename='css/tokens.css') }}",
  "{{ url_for('static', filename='css/wbh.css') }}",
];

const wipe = () => caches.delete(CACHE);

const keep = async (request, response) => {
  if (response.redirected || !response.ok) return response;
  const cache = await caches.open(CACHE);
  await cache.addAll(FRAME);
  await cache.put(request, response.clone());
  return response;
};

const meeting = async (request) => {
  try {
    return await keep(request, await fetch(request));
  } catch (error) {
    const cache = await caches.open(CACHE);
    return (await cache.match(request)) || (await cache.match(FRAME[0])) || Response.error();
  }
};

const frame = async (request) => (await caches.match(request)) || fetch(request);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method === "POST" && path === "/uitloggen") event.waitUntil(wipe());
  if (request.method !== "GET") return;
  if (path.startsWith(PREFIX)) event.respondWith(meeting(request));
  else if (FRAME.includes(path)) event.respondWith(frame(request));
});
