// Passkeys, where the browser knows them. Without this file the other ways to sign in remain.
(() => {
  "use strict";

  if (!window.PublicKeyCredential || !window.isSecureContext) return;

  const toBytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };

  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const withBytes = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

  const create = async (options) => {
    const publicKey = {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    };
    const made = await navigator.credentials.create({ publicKey });
    return answer(made, { attestationObject: toText(made.response.attestationObject) });
  };

  const show = async (options) => {
    const publicKey = {
      ...options,
      challenge: toBytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    };
    const shown = await navigator.credentials.get({ publicKey });
    const { authenticatorData, signature, userHandle } = shown.response;
    return answer(shown, {
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    });
  };

  const answer = (credential, response) =>
    JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
      clientExtensionResults: credential.getClientExtensionResults(),
    });

  const ask = async (url, form) => {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(url, { method: "POST", body, credentials: "same-origin" });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };

  const prepare = (part) => {
    const form = part.querySelector("form");
    const error = part.querySelector("[data-passkey-error]");
    const { passkeyCreate, passkeyGet } = form.dataset;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.elements.naam && !form.elements.naam.value.trim()) return form.submit();
      error.hidden = true;
      try {
        const options = await ask(passkeyCreate || passkeyGet, form);
        form.elements.antwoord.value = await (passkeyCreate ? create : show)(options);
      } catch {
        error.hidden = false;
        return undefined;
      }
      return form.submit();
    });
    part.hidden = false;
  };

  document.querySelectorAll("[data-passkey]").forEach(prepare);
  document.querySelectorAll("[data-passkey-none]").forEach((part) => part.remove());
})();
