// Creates a passkey, or signs in with one, and says so in words when that fails.
const toBytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const toText = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};
const known = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function create({ publicKey }) {
  const chosen = { ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      authenticatorSelection: chosen,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
    },
  });
  return whole(made, {
    attestationObject: toText(made.response.attestationObject),
    transports: made.response.getTransports ? made.response.getTransports() : [],
  });
}

async function get({ publicKey }) {
  const shown = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials) },
  });
  const handle = shown.response.userHandle;
  return whole(shown, {
    authenticatorData: toText(shown.response.authenticatorData),
    signature: toText(shown.response.signature),
    userHandle: handle ? toText(handle) : null,
  });
}

function whole(credential, response) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new DOMException("", "NetworkError");
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const missing = form.querySelector("[data-passkey-missing]");
  const said = form.querySelector("[data-passkey-said]");
  const button = form.querySelector("button");
  if (!window.PublicKeyCredential) continue;
  if (missing) missing.hidden = true;
  button.hidden = false;
  const go = async (event) => {
    event.preventDefault();
    button.disabled = true;
    said.hidden = true;
    try {
      const options = await optionsOf(form);
      const credential = form.dataset.passkey === "create" ? await create(options) : await get(options);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      const words = { NotAllowedError: said.dataset.stopped, AbortError: said.dataset.stopped, InvalidStateError: said.dataset.known };
      said.textContent = words[error.name] || said.dataset.failed;
      said.hidden = false;
      button.disabled = false;
    }
  };
  button.addEventListener("click", go);
  form.addEventListener("submit", go);
}
