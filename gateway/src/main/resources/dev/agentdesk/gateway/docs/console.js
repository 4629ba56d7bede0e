// Reads openapi.json and makes a page of it: what there is, what it takes and answers, a request to try.
// Everything is text put into elements; nothing from the document or an answer ever becomes markup.

const el = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

const json = (value) => JSON.stringify(value, null, 2);
const main = document.getElementById('main');
let api;
let token = '';

const resolve = (node) => (node && node.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], api) : node);
const named = (schema) => (schema.$ref ? schema.$ref.split('/').pop() : null);

// --- Schemas as short text ------------------------------------------------------------------------

const DEEPEST = 3;

function shape(schema, indent = '', depth = 0, seen = []) {
  if (!schema) return 'anything';
  const name = named(schema);
  if (name && (depth >= DEEPEST || seen.includes(name))) return name;
  const own = name ? resolve(schema) : schema;
  const within = name ? [...seen, name] : seen;
  const either = own.anyOf || own.oneOf;
  if (either) return either.map((one) => shape(one, indent, depth, within)).join(' | ');
  if (own.const !== undefined) return JSON.stringify(own.const);
  if (own.enum) return own.enum.map((one) => JSON.stringify(one)).join(' | ');
  const types = [].concat(own.type || []);
  const others = types.filter((type) => type !== 'object' && type !== 'array');
  const parts = [];
  if (own.properties) parts.push(members(own, indent, depth, within));
  else if (types.includes('object')) parts.push(own.additionalProperties ? `{ [name]: ${shape(own.additionalProperties, indent, depth + 1, within)} }` : '{ … }');
  if (types.includes('array')) parts.push(`[${shape(own.items, indent, depth, within)}]`);
  parts.push(...others.map((type) => (type === 'string' && own.format ? own.format : type)));
  return parts.join(' | ') || 'anything';
}

function members(schema, indent, depth, seen) {
  const deeper = indent + '  ';
  const lines = Object.entries(schema.properties).map(([name, member]) => {
    const optional = (schema.required || []).includes(name) ? '' : '?';
    const comment = member.description ? `  // ${member.description}` : '';
    return `${deeper}${name}${optional}: ${shape(member, deeper, depth + 1, seen)}${comment}`;
  });
  return lines.length ? `{\n${lines.join('\n')}\n${indent}}` : '{}';
}

// --- The list -------------------------------------------------------------------------------------

function operations() {
  return Object.entries(api.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation })));
}

function list(filter) {
  const words = filter.toLowerCase().split(' ').filter(Boolean);
  const fits = ({ path, verb, operation }) => {
    const text = `${verb} ${path} ${operation.summary} ${operation.operationId}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const chosen = location.hash.slice(1);
  const sections = api.tags.map((tag) => {
    const own = operations().filter((it) => it.operation.tags.includes(tag.name) && fits(it));
    if (!own.length) return null;
    return el('section', {}, el('h2', { title: tag.description }, tag.name), el('ul', {}, ...own.map((it) =>
      el('li', {}, el('a', { href: `#${it.operation.operationId}`, 'aria-current': it.operation.operationId === chosen ? 'page' : null },
        el('span', { class: `verb ${it.verb}` }, it.verb.toUpperCase()), el('span', {}, it.operation.summary))))));
  }).filter(Boolean);
  document.getElementById('operations').replaceChildren(...(sections.length ? sections : [el('p', { class: 'muted' }, 'Nothing fits.')]));
}

// --- One operation --------------------------------------------------------------------------------

function home() {
  const text = api.info.description.split('\n\n').map((paragraph) => el('p', {}, paragraph.replaceAll('**', '').replaceAll('\n', ' ')));
  return [el('h2', {}, api.info.title), el('p', { class: 'muted' }, api.info.summary), ...text];
}

function needs(operation) {
  if (!operation.security.length) return 'Open to everybody.';
  const scopes = operation.security.flatMap((way) => way.token || []);
  return scopes.length ? `Needs the scope ${scopes.join(', ')}.` : 'Needs to be signed in, or a token.';
}

function media(content) {
  return Object.entries(content || {}).flatMap(([type, one]) => {
    const example = Object.values(one.examples || {}).map(resolve)[0];
    return [
      el('p', { class: 'muted' }, `${type}${named(one.schema) ? ` · ${named(one.schema)}` : ''}`),
      type.endsWith('json') ? el('pre', { tabindex: 0 }, shape(one.schema)) : null,
      example ? el('pre', { tabindex: 0 }, typeof example.value === 'string' ? example.value : json(example.value)) : null,
    ];
  });
}

function answers(operation) {
  return Object.entries(operation.responses).map(([status, reference]) => {
    const answer = resolve(reference);
    return el('details', { open: status.startsWith('2') }, el('summary', {}, el('code', {}, status), ` ${answer.description.replaceAll('`', '')}`),
      ...media(status.startsWith('2') ? answer.content : null));
  });
}

function view({ path, verb, operation }) {
  const parameters = (operation.parameters || []).map(resolve);
  const inputs = new Map(parameters.map((it) => [it, el('input', {
    id: `p-${it.in}-${it.name}`, autocomplete: 'off', spellcheck: 'false', placeholder: it.example === undefined ? '' : String(it.example),
  })]));
  const content = resolve(operation.requestBody)?.content;
  const type = content && Object.keys(content)[0];
  const example = type && Object.values(content[type].examples || {})[0];
  const body = type ? el('textarea', { id: 'body', spellcheck: 'false' }) : null;
  if (body && example) body.value = json(resolve(example).value);
  const request = () => build({ path, verb, inputs, body: body && body.value, type, operation });
  return [
    el('h2', {}, operation.summary),
    el('p', {}, el('span', { class: `verb ${verb}` }, verb.toUpperCase()), ' ', el('code', {}, path)),
    operation.description ? el('p', {}, operation.description.replaceAll('`', '')) : null,
    el('p', { class: 'muted' }, needs(operation)),
    parameters.length ? el('h3', {}, 'Parameters') : null,
    parameters.length ? el('table', {}, el('thead', {}, el('tr', {}, ...['Name', 'What', 'Value'].map((it) => el('th', { scope: 'col' }, it)))),
      el('tbody', {}, ...parameters.map((it) => el('tr', {},
        el('td', {}, el('label', { for: `p-${it.in}-${it.name}` }, el('code', {}, it.name), ` ${it.in}${it.required ? ', required' : ''}`)),
        el('td', {}, `${(it.description || '').replaceAll('`', '')} `, el('span', { class: 'muted mono' }, shape(it.schema))),
        el('td', {}, inputs.get(it)))))) : null,
    body ? el('h3', {}, 'Body') : null,
    body ? el('pre', { tabindex: 0 }, shape(content[type].schema)) : null,
    body ? el('label', { for: 'body' }, type) : null,
    body,
    ...trial(request),
    el('h3', {}, 'Answers'),
    ...answers(operation),
  ];
}

// --- Trying it ------------------------------------------------------------------------------------

function build({ path, verb, inputs, body, type, operation }) {
  let url = path;
  const query = new URLSearchParams();
  const headers = {};
  for (const [parameter, input] of inputs) {
    const value = input.value.trim();
    if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encodeURIComponent(value || input.placeholder));
    else if (value && parameter.in === 'query') query.set(parameter.name, value);
    else if (value && parameter.in === 'header') headers[parameter.name] = value;
  }
  if (type) headers['Content-Type'] = type;
  const asked = query.toString();
  return { verb: verb.toUpperCase(), url: asked ? `${url}?${asked}` : url, headers, body, open: !operation.security.length };
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function curl({ verb, url, headers, body, open }) {
  const parts = ['curl', '-sS', ...(verb === 'GET' ? [] : ['-X', verb]), quoted(location.origin + url)];
  if (!open) parts.push('-H', '"Authorization: Bearer $AGENTDESK_TOKEN"');
  for (const [name, value] of Object.entries(headers)) parts.push('-H', quoted(`${name}: ${value}`));
  if (body) parts.push('--data-binary', quoted(body));
  return parts.join(' ');
}

async function csrf() {
  const me = await fetch('/api/v1/me', { credentials: 'same-origin' });
  return me.ok ? (await me.json()).csrf_token : null;
}

const LONGEST = 200_000;

async function shown(response) {
  const type = response.headers.get('Content-Type') || '';
  if (type.includes('event-stream')) {
    await response.body?.cancel();
    return '(a stream; take the curl line to follow it)';
  }
  const text = (await response.text()).slice(0, LONGEST);
  try {
    return type.includes('json') ? json(JSON.parse(text)) : text;
  } catch {
    return text;
  }
}

async function send(request) {
  const headers = { ...request.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  else if (request.verb !== 'GET') {
    const proof = await csrf();
    if (proof) headers['X-CSRF-Token'] = proof;
  }
  const response = await fetch(request.url, {
    method: request.verb, headers, credentials: token ? 'omit' : 'same-origin', body: request.body || undefined,
  });
  return `${response.status} ${response.statusText}\n\n${await shown(response)}`;
}

function trial(request) {
  const result = el('pre', { tabindex: 0, hidden: true, 'aria-live': 'polite', 'aria-label': 'Answer' });
  const secret = el('input', { id: 'token', type: 'password', autocomplete: 'off', value: token, oninput: (event) => { token = event.target.value.trim(); } });
  const run = el('button', { type: 'button', class: 'primary', onclick: async () => {
    run.disabled = true;
    result.hidden = false;
    result.textContent = '…';
    try {
      result.textContent = await send(request());
    } catch (error) {
      result.textContent = `No answer: ${error.message}`;
    }
    run.disabled = false;
  } }, 'Send');
  const copy = el('button', { type: 'button', onclick: async () => {
    const line = curl(request());
    try {
      await navigator.clipboard.writeText(line);
      copy.textContent = 'Copied';
      setTimeout(() => { copy.textContent = 'Copy as curl'; }, 1500);
    } catch {
      result.hidden = false;
      result.textContent = line;
    }
  } }, 'Copy as curl');
  return [
    el('h3', {}, 'Try it'),
    el('p', { class: 'muted' }, 'As whoever is signed in in this browser, on this instance, for real; or with a token, which this page forgets.'),
    el('label', { for: 'token' }, 'Service token (optional)'), secret,
    el('div', { class: 'row' }, run, copy), result,
  ];
}

// --- Begin ----------------------------------------------------------------------------------------

function show() {
  const chosen = operations().find((it) => it.operation.operationId === location.hash.slice(1));
  document.title = `${chosen ? chosen.operation.summary : 'API'} · Agentdesk`;
  main.replaceChildren(...(chosen ? view(chosen) : home()).filter(Boolean));
  list(document.getElementById('filter').value);
}

try {
  api = await (await fetch('/api/docs/openapi.json')).json();
  document.getElementById('filter').addEventListener('input', (event) => list(event.target.value));
  addEventListener('hashchange', () => { show(); main.focus(); scrollTo(0, 0); });
  show();
} catch (error) {
  main.replaceChildren(el('p', {}, `The document could not be read: ${error.message}. Reload to try again.`));
}
