// The playground's page: several phones around one bot, and the world's controls above them.
// The server holds everything; the page redraws what has changed and keeps no truth of its own.

const ZONE = 'Europe/Moscow';
const STICK = 120; // px from the bottom within which a chat follows new messages
const COALESCE = 60; // ms
const TOUCH = matchMedia('(hover: none)');
const NARROW = matchMedia('(max-width: 760px)');

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const stage = $('#stage');
const phones = new Map();
let state = null;
let active = null; // whose phone fills a narrow screen
let wanted; // whose phone to bring into view once it is there

// ── Words ───────────────────────────────────────────────────────────────────────────────────────
let lang = localStorage.getItem('lang') === 'en' ? 'en' : 'ru';
let words = {};
const t = (key) => words[key] ?? key;

/** Puts the words of the chosen language on everything inside `root` that names them. */
function translate(root) {
  for (const node of $$('[data-word]', root)) node.textContent = t(node.dataset.word);
  for (const node of $$('[data-label]', root)) node.ariaLabel = t(node.dataset.label);
  return root;
}

async function speak(next) {
  words = await get(`/words/${next}`);
  lang = next;
  localStorage.setItem('lang', lang);
  document.documentElement.lang = lang;
  for (const choice of $$('[data-lang]')) choice.ariaPressed = String(choice.dataset.lang === lang);
  translate(document);
  refresh();
}

const moscow = (moment, options) =>
  new Intl.DateTimeFormat(lang === 'ru' ? 'ru-RU' : 'en-GB', { timeZone: ZONE, ...options }).format(new Date(moment));
const hour = (moment) => moscow(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = (moment) => moscow(moment, { weekday: 'short', day: 'numeric', month: 'long' });

const size = (bytes) =>
  new Intl.NumberFormat(lang, { style: 'unit', unit: 'kilobyte', maximumSignificantDigits: 2 }).format(bytes / 1024);

// ── The server ──────────────────────────────────────────────────────────────────────────────────
async function get(path) {
  const response = await fetch(path, { cache: 'no-store' });
  if (!response.ok) throw new Error(path);
  return response.json();
}

/** Sends JSON, or the bytes of a file as they are. A refusal shows at `place` in the server's words and gives null. */
async function post(path, body = {}, place = $('#notices')) {
  const raw = body instanceof Blob;
  const headers = { 'content-type': raw ? body.type || 'application/octet-stream' : 'application/json' };
  const request = { method: 'POST', headers, body: raw ? body : JSON.stringify(body) };
  const response = await fetch(path, request).catch(() => null);
  const answer = (await response?.json().catch(() => null)) ?? {};
  refresh();
  if (response?.ok) return answer;
  notice(answer.error ?? t(response ? 'failed' : 'connection-lost'), place, true);
  return null;
}

let [due, running] = [false, false];
/** Draws everything anew soon: calls that come together are one, and there is never more than one on its way. */
async function refresh() {
  due = true;
  if (running) return;
  running = true;
  while (due) {
    await new Promise((done) => setTimeout(done, COALESCE));
    due = false;
    try {
      const next = await get('/state');
      draw(next, await Promise.all(next.people.map((person) => get(`/phone/${person.user}`))));
    } catch (error) {
      console.warn(error); // the event stream tells when to try again
    }
  }
  running = false;
}

const lost = (yes) => ($('#lost').hidden = !yes);

function connect() {
  const events = new EventSource('/events');
  events.onopen = () => (lost(false), words.title ? refresh() : speak(lang));
  events.onmessage = refresh;
  events.onerror = () => {
    lost(true);
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
  };
}

// ── Small pieces ────────────────────────────────────────────────────────────────────────────────
/** An element: `word` is the key of its text, `act` what a click does. */
function make(tag, { word, act, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  if (word) Object.assign(node, { textContent: t(word) }).dataset.word = word;
  if (act) node.addEventListener('click', act);
  return node;
}

const button = (attributes, ...children) => make('button', { type: 'button', ...attributes }, ...children);
const text = (word) => make('span', { word });
const parse = (html) => Object.assign(make('div'), { innerHTML: html });
const plain = (html) => parse(html ?? '').textContent;
const icon = (name) => parse(`<svg aria-hidden="true"><use href="#icon-${name}"/></svg>`).firstChild;
const avatar = (name, user) => make('span', { class: `avatar hue-${user % 7}`, 'aria-hidden': true }, [...name][0] ?? '?');
const mark = (node, marks) => Object.entries(marks).forEach(([name, on]) => node.classList.toggle(name, Boolean(on)));

/** A copy of a template; its named parts become properties of `owner`. */
function stamp(name, owner) {
  const node = translate($(`#${name}`).content.firstElementChild.cloneNode(true));
  for (const part of $$('[data-part]', node)) owner[part.dataset.part] = part;
  return node;
}

/** Rebuilds a slot only when what it shows has changed: focus, selection and scroll elsewhere survive. */
function fill(slot, shown, build) {
  const key = JSON.stringify(shown);
  if (slot.shown === key) return false;
  slot.shown = key;
  slot.replaceChildren(...(shown === null ? [] : build(shown)));
  return true;
}

/** Puts `nodes` inside `parent` in this order, moving as few as it can. */
function arrange(parent, nodes) {
  for (const node of [...parent.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, at) => parent.children[at] !== node && parent.insertBefore(node, parent.children[at] ?? null));
}

const flash = (node) => $('.bubble', node).animate([{ backgroundColor: 'var(--flash)', offset: 0 }], 1400);

const busy = (node, work) => {
  node.classList.add('busy');
  return work.finally(() => node.classList.remove('busy'));
};

let closed = {};

/** A menu at a button; `items` are `[word or name, what it does, note]`. */
function openMenu(anchor, items) {
  if (closed.anchor === anchor && performance.now() - closed.at < 250) return; // the press that closed it
  const entries = items.map(([word, act, note = '']) =>
    button({ role: 'menuitem', act: () => (menu.hidePopover(), act()) }, text(word), make('small', {}, note)));
  const menu = make('div', { class: 'menu', role: 'menu', popover: 'auto' }, ...entries);
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    entries.at((entries.indexOf(document.activeElement) + step) % entries.length).focus();
  });
  menu.addEventListener('toggle', ({ newState }) => {
    if (newState !== 'closed') return;
    closed = { anchor, at: performance.now() };
    menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  const point = anchor.getBoundingClientRect();
  const edge = (anchor.closest('.phone') ?? document.body).getBoundingClientRect().right;
  const left = point.left + menu.offsetWidth + 8 < edge ? point.left : point.right - menu.offsetWidth;
  const below = point.bottom + menu.offsetHeight + 14 < innerHeight;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, below ? point.bottom + 6 : point.top - menu.offsetHeight - 6)}px`;
  entries[0]?.focus({ focusVisible: false });
}

/** Words that pop up over a phone or over the whole page, for `ms`; without it, until they are closed. */
function pop(place, said, attributes, ms = null) {
  const node = make('div', { class: 'toast', ...attributes }, said);
  place.append(node);
  if (ms) return setTimeout(() => node.remove(), ms);
  node.append(button({ word: 'close', act: () => node.remove() }));
  $('button', node).focus({ preventScroll: true });
}

const notice = (said, place, bad = false) =>
  pop(place, said, { class: bad ? 'toast bad' : 'toast', 'data-notice': '' }, bad ? 6000 : 2000);

// ── Bubbles ─────────────────────────────────────────────────────────────────────────────────────
const TAPPABLE = /https?:\/\/[^\s<>«»"]+[^\s<>«»".,;:!?)]|(?<![\w/])\/[a-z][a-z0-9_]{0,31}\b/g;
const startCode = (url) => /[?&]start=([\w-]+)/.exec(url)?.[1];

/** What the server's html shows. Telegram itself makes commands and addresses in a text tappable; so does the page. */
function rich(html, phone) {
  const root = parse(html);
  const holders = [root, ...$$(':not(a, a *, code, pre, pre *)', root)];
  for (const node of holders.flatMap((holder) => [...holder.childNodes])) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    for (const { 0: found, index } of [...node.data.matchAll(TAPPABLE)].reverse()) {
      const command = () => button({ class: 'command', act: () => phone.say(found) }, found);
      node.splitText(index).splitText(found.length);
      node.nextSibling.replaceWith(found.startsWith('/') ? command() : make('a', { href: found }, found));
    }
  }
  for (const link of $$('a', root)) {
    Object.assign(link, { target: '_blank', rel: 'noopener noreferrer' });
    link.addEventListener('click', (event) => startCode(link.href) && (event.preventDefault(), phone.follow(link.href)));
  }
  for (const spoiler of $$('.tg-spoiler', root)) spoiler.addEventListener('click', () => spoiler.classList.add('open'));
  return [...root.childNodes];
}

class Bubble {
  constructor(phone, { id, from }) {
    this.phone = phone;
    this.node = stamp('message', this);
    Object.assign(this.node.dataset, { message: id, from });
    const menu = () => openMenu(this.dots, [
      ['reply', () => phone.compose({ reply: this.message })],
      ...(from === 'me' ? [['edit', () => phone.compose({ edit: this.message })]] : []),
      ['copy-text', () => phone.copy(plain(this.message.html))]]);
    this.dots.addEventListener('click', menu);
    this.bubble.addEventListener('click', ({ target }) =>
      TOUCH.matches && getSelection().isCollapsed && !target.closest('a, button, .tg-spoiler') && menu());
    this.bubble.addEventListener('dblclick', () => phone.compose({ reply: this.message }));
  }

  draw(message) {
    const { phone, node } = this;
    const known = this.lang === lang; // a new language is not an edit
    Object.assign(this, { message, lang });
    fill(this.quote, message.reply_to, ({ id, text: quoted }) => [button({ act: () => phone.show(id) }, quoted)]);
    fill(this.meta, [message.edited, message.pinned, hour(message.time_utc)], ([edited, pinned, at]) =>
      [pinned ? icon('pin') : '', edited ? text('edited') : '', at]);
    const changes = [
      fill(this.photo, message.photo, (url) =>
        [make('a', { href: url, target: '_blank' }, make('img', { src: url, alt: t('photo') }))]),
      fill(this.file, message.file && [message.file, lang], ([{ name, size: bytes, url }]) => [
        make('a', { href: url, download: name }, icon('file'),
          make('span', {}, make('b', {}, name), make('small', {}, size(bytes), ' · ', text('download'))))]),
      fill(this.contact, message.contact ?? message.voice, (shown) => [icon(message.voice ? 'voice' : 'person'), shown]),
      fill(this.text, message.html || null, (html) => rich(html, phone)),
      this.drawButtons(message.buttons),
    ];
    const { edited, pinned, photo: media, pressed_waiting: waiting } = message;
    mark(node, { edited, pinned, media, waiting, wide: message.buttons.length > 0 });
    if (known && changes.includes(true)) flash(node);
  }

  drawButtons(rows) {
    const { phone, message } = this;
    const focused = $$('[data-button]', this.buttons).indexOf(document.activeElement);
    const key = ({ text: name, kind, value }, row, column) => {
      const press = (event) => busy(event.currentTarget, phone.post('press', { message: message.id, row, column }));
      const act = { press, copy: () => phone.copy(value), url: () => phone.follow(value) }[kind] ?? press;
      return button({ 'data-button': name, class: kind, act }, make('span', {}, name));
    };
    const changed = fill(this.buttons, rows, () =>
      rows.map((row, y) => make('div', { class: 'row' }, ...row.map((one, x) => key(one, y, x)))));
    if (changed && focused >= 0) $$('[data-button]', this.buttons)[focused]?.focus({ preventScroll: true });
    return changed;
  }
}

// ── Phones ──────────────────────────────────────────────────────────────────────────────────────
class Phone {
  stuck = true;
  top = 0;
  unread = 0;
  bubbles = new Map();
  days = {};
  empty = make('p', { class: 'empty', word: 'empty-chat' });

  constructor({ user }) {
    this.user = user;
    this.node = stamp('phone', this);
    const clicks = {
      more: () => openMenu(this.more, [
        ['voice', () => this.post('voice', { seconds: 14 })],
        [this.view.blocked ? 'unblock' : 'block', () => this.post('block', { blocked: !this.view.blocked })]]),
      clip: () => openMenu(this.clip, [
        ['attach-photo', () => this.photos.click()],
        ['attach-file', () => this.files.click()],
        ['share-contact', () => this.post('contact')]]),
      commands: () => openMenu(this.commands, this.view.commands.map(({ command, description }) =>
        [description, () => this.say(`/${command}`), `/${command}`])),
      jump: () => this.toBottom(),
      start: () => this.say('/start'),
      release: () => this.post('block', { blocked: false }),
    };
    for (const [part, act] of Object.entries(clicks)) this[part].addEventListener('click', act);
    for (const picker of [this.photos, this.files]) picker.addEventListener('change', () => this.attach(picker));
    this.form.addEventListener('submit', (event) => (event.preventDefault(), this.submit()));
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('input', () => this.grow());
    this.chat.addEventListener('scroll', () => this.scrolled(), { passive: true });
    const keep = new ResizeObserver(() => this.stuck && this.toBottom());
    [this.chat, this.list].forEach((node) => keep.observe(node));
  }

  draw({ name, role }, view) {
    const first = !this.view;
    this.view = view;
    Object.assign(this.node.dataset, { phone: this.user, role, name });
    this.node.ariaLabel = `${name}, ${t(`role-${role}`)}`;
    mark(this.node, { fresh: !view.started, blocked: view.blocked });
    fill(this.head, [name, role, view.blocked], () => [avatar(name, this.user),
      make('div', {}, make('h2', {}, name), make('p', { word: view.blocked ? 'blocked' : `role-${role}` }))]);
    const pinned = view.messages.findLast((message) => message.pinned);
    fill(this.pin, pinned ? [pinned.id, plain(pinned.html)] : null, ([id, about]) =>
      [button({ act: () => this.show(id) }, make('b', { word: 'pinned' }), make('span', {}, about))]);
    const key = ({ text: name, request_contact }) =>
      button({ 'data-key': name, act: () => (request_contact ? this.post('contact') : this.say(name)) }, name);
    fill(this.keyboard, view.keyboard?.rows ?? null, (rows) =>
      rows.map((row) => make('div', { class: 'row' }, ...row.map(key))));
    this.input.placeholder = view.keyboard?.placeholder ?? t('write-message');
    this.drawChat(view.messages, first);
    this.drawToast(view.toast);
  }

  drawChat(messages, first) {
    const nodes = [];
    let before = {};
    for (const message of messages) {
      const date = day(message.time_utc);
      this.days[date] ??= make('div', { class: 'day' }, make('span', {}, date));
      if (before.date !== date) nodes.push(this.days[date]);
      const known = this.bubbles.get(message.id);
      const bubble = known ?? new Bubble(this, message);
      this.bubbles.set(message.id, bubble);
      bubble.draw(message);
      mark(bubble.node, { lead: before.date !== date || before.from !== message.from, new: bubble.late ??= !first });
      if (!known && !first && message.from === 'bot' && NARROW.matches && active !== this.user) this.unread += 1;
      nodes.push(bubble.node);
      before = { date, from: message.from };
    }
    arrange(this.list, nodes.length ? nodes : [this.empty]);
    for (const [id, { node }] of this.bubbles) if (!nodes.includes(node)) this.bubbles.delete(id);
    if (this.stuck) this.toBottom();
  }

  drawToast(toast) {
    const id = toast?.id ?? -1;
    this.seen ??= id; // what was there before the page is no news
    if (id <= this.seen) return;
    this.seen = id;
    $('[data-toast]', this.toasts)?.remove();
    const alert = toast.alert && { class: 'toast alert', role: 'alertdialog' };
    pop(this.toasts, toast.text, { 'data-toast': id, ...alert }, alert ? null : 3000);
  }

  post = (path, body) => post(`/phone/${this.user}/${path}`, body, this.toasts);
  say = (said, reply_to = null) => (this.toBottom(), this.post('say', { text: said, reply_to }));
  copied = (value) => navigator.clipboard?.writeText(value).then(() => true, () => false);
  copy = async (value) => notice((await this.copied(value)) ? t('copied') : value, this.toasts);
  follow = (url) => (startCode(url) ? this.say(`/start ${startCode(url)}`) : open(url, '_blank', 'noopener'));

  attach(picker) {
    const [file] = picker.files;
    picker.value = ''; // the same file may be chosen again
    const photo = `photo${this.reply ? `?reply_to=${this.reply.id}` : ''}`;
    if (file) this.post(picker === this.photos ? photo : `file?name=${encodeURIComponent(file.name)}`, file);
    if (file && this.reply) this.compose({});
  }

  async submit() {
    const said = this.input.value.trim();
    const { reply, edit } = this;
    if (!said) return this.input.focus();
    this.compose({}, '');
    const done = edit ? this.post('edit', { message: edit.id, text: said }) : this.say(said, reply?.id);
    if (!(await done) && !this.input.value) this.compose({ reply, edit }, said);
  }

  /** Starts an answer to a message or a change of an own one; with neither, ends both. */
  compose({ reply = null, edit = null }, said = edit || this.edit ? plain(edit?.html) : this.input.value) {
    this.input.value = said;
    Object.assign(this, { reply, edit });
    const about = edit ?? reply;
    fill(this.context, about && [about.id, Boolean(edit)], () => [
      make('p', {}, make('b', { word: edit ? 'editing' : 'replying' }), make('span', {}, plain(about.html) || about.file?.name || about.voice || t('photo'))),
      button({ word: edit ? 'cancel-edit' : 'cancel-reply', act: () => this.compose({}) })]);
    this.sends.dataset.word = edit ? 'save' : 'send';
    translate(this.form);
    this.grow();
    this.input.focus({ preventScroll: true });
  }

  key(event) {
    if (event.key === 'Escape' && (this.reply || this.edit)) this.compose({});
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  grow() {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.chat;
    // Only a way up lets go of the bottom: a photo that grows in below must not.
    this.stuck = scrollHeight - scrollTop - clientHeight < STICK || (this.stuck && scrollTop >= this.top);
    this.top = scrollTop;
    this.jump.hidden = this.stuck;
  }

  toBottom() {
    this.stuck = true;
    this.chat.scrollTop = this.chat.scrollHeight;
  }

  show(id) {
    const node = this.bubbles.get(id)?.node;
    if (!node) return;
    this.chat.scrollTo({ top: node.offsetTop - this.chat.clientHeight / 3, behavior: 'smooth' });
    flash(node);
  }
}

// ── The page ────────────────────────────────────────────────────────────────────────────────────
function draw(next, views) {
  state = next;
  active ??= next.people[0]?.user;
  next.people.forEach((person, at) => {
    if (!phones.has(person.user)) phones.set(person.user, new Phone(person));
    phones.get(person.user).draw(person, views[at]);
  });
  arrange(stage, next.people.map(({ user }) => phones.get(user).node));
  for (const toggle of $$('[data-fault]')) toggle.ariaChecked = String(next[toggle.dataset.fault]);
  $('[data-clock]').dateTime = next.now;
  $('[data-clock] .date').textContent = `${day(next.now)}, ${t('clock-zone')}`;
  $('[data-clock] .hour').textContent = $('#toggle-time').textContent = hour(next.now);
  drawTabs();
  drawViolations(next.violations);
  if (phones.has(wanted)) wanted = reveal(wanted); // once
}

function drawTabs() {
  const people = state.people.map(({ user, name }) => [user, name, user === active, phones.get(user).unread]);
  const tab = ([user, name, here, unread]) =>
    button({ 'data-tab': user, 'aria-current': here, act: () => reveal(user) },
      avatar(name, user), make('span', {}, name), unread ? make('em', {}, String(unread)) : '');
  if (fill($('#tabs'), people, () => people.map(tab)))
    $('#tabs [aria-current="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Breaches of the Bot API's rules stay on the page for as long as the server remembers them. */
function drawViolations(list) {
  const banner = $('[data-violations]') ?? make('section', { class: 'violations', role: 'alert', 'data-violations': '' });
  if (!list.length) return banner.remove();
  if (!banner.isConnected) $('#notes').prepend(banner);
  fill(banner, list, () => [make('strong', {}, text('violations'), `: ${list.length}`),
    make('ol', {}, ...list.map((breach) => make('li', {}, breach)))]);
}

function reveal(user) {
  const behavior = NARROW.matches ? 'instant' : 'smooth'; // a slow way past others would count as looking at them
  phones.get(user).node.scrollIntoView({ inline: 'center', block: 'nearest', behavior });
}

async function moveClock(chosen) {
  $('#moves').disabled = true;
  await busy($('#clock'), post('/clock', { move: chosen.dataset.clockMove }));
  $('#moves').disabled = false;
  chosen.focus({ focusVisible: false });
}

async function addPhone(role) {
  wanted = (await post('/people', { role }))?.user;
  sheet(false);
}

function sheet(open) {
  $('#toggle').ariaExpanded = String(document.body.classList.toggle('sheet', open));
}

const ROLES = ['manager', 'head', 'support', 'engineer', 'accounting', 'client', 'stranger'];
const CLICKS = {
  '[data-clock-move]': moveClock,
  '[data-fault]': (fault) => busy(fault, post('/faults', { [fault.dataset.fault]: fault.ariaChecked !== 'true' })),
  '[data-bank]': (bank) => busy(bank, post('/bank', {})),
  '[data-courier]': (courier) => busy(courier, post('/couriers', { do: courier.dataset.courier })),
  '[data-lang]': (choice) => speak(choice.dataset.lang).catch(() => lost(true)),
  '#add': (add) => openMenu(add, ROLES.map((role) => [`add-${role}`, () => addPhone(role)])),
  '#toggle': () => sheet(!document.body.classList.contains('sheet')),
  '#close-controls, #veil': () => sheet(false),
};
for (const [selector, act] of Object.entries(CLICKS))
  for (const node of $$(selector)) node.addEventListener('click', () => act(node));
document.addEventListener('keydown', (event) => event.key === 'Escape' && sheet(false));
stage.addEventListener('scroll', () => {
  const user = NARROW.matches && state?.people[Math.round(stage.scrollLeft / stage.clientWidth)]?.user;
  if (!user || user === active) return;
  active = user;
  phones.get(user).unread = 0;
  drawTabs();
}, { passive: true });

await speak(lang).catch(() => lost(true));
connect();
