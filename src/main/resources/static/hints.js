// Hints while one writes: asks at every pause in typing, marks the words, and puts a better way in with one click.
// Nothing is kept here, and without this script the same hints come with "Check my words".
(() => {
  "use strict";
  const PAUSE = 350;
  const LONG_PAUSE = 1500; // before a model is asked for more, where there is one
  const box = document.querySelector("#reply textarea#body");
  const section = document.getElementById("hints");
  if (!box || !section || !section.dataset.url) return;
  const form = box.form;
  let read = box.defaultValue; // the words that the hints on the page are about
  let timer = 0;
  let asking = null;

  // The marks lie behind the text, in the same letters.
  const words = document.createElement("div");
  words.className = "words";
  const marks = document.createElement("div");
  marks.className = "marks";
  marks.setAttribute("aria-hidden", "true");
  box.before(words);
  words.append(marks, box);

  const mark = () => {
    const text = box.value;
    const spans = [...section.querySelectorAll("[data-quote]")]
      .map((it) => ({ from: +it.dataset.start, to: +it.dataset.end, quote: it.dataset.quote, sort: it.dataset.sort }))
      .filter((it) => it.quote && text.slice(it.from, it.to) === it.quote)
      .sort((a, b) => a.from - b.from || a.to - b.to);
    marks.replaceChildren();
    let at = 0;
    for (const it of spans) {
      if (it.from < at) continue;
      const piece = document.createElement("mark");
      piece.className = it.sort;
      piece.textContent = it.quote;
      marks.append(text.slice(at, it.from), piece);
      at = it.to;
    }
    marks.append(text.slice(at) + "\n");
    marks.scrollTop = box.scrollTop;
  };

  /** What is quoted can be pressed, and is then selected in the text. */
  const quotes = () => {
    for (const it of section.querySelectorAll("[data-show]")) {
      it.hidden = false;
      it.previousElementSibling.hidden = true;
    }
  };

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("hints");
    if (!fresh) return;
    const held = document.activeElement;
    const key = section.contains(held) && held.matches("[data-way]") ? held.value : null;
    const tools = section.querySelector("[data-tools]");
    const count = section.querySelector("[data-count]");
    const said = fresh.querySelector("[data-count]")?.textContent ?? "";
    // Only what was there already is read out when it changes, so the line of the count stays.
    if (count.textContent !== said) count.textContent = said;
    fresh.querySelector("[data-tools]")?.remove();
    while (tools.nextSibling) tools.nextSibling.remove();
    section.append(...fresh.childNodes);
    quotes();
    if (key !== null) {
      const again = [...section.querySelectorAll("[data-way]")].find((it) => it.value === key);
      (again ?? box).focus();
    }
    mark();
  };

  const ask = async (part = "hints") => {
    clearTimeout(timer);
    asking?.abort();
    asking = new AbortController();
    const signal = asking.signal;
    const asked = box.value;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    fields.set("body", asked);
    try {
      const answer = await fetch(section.dataset.url, { method: "POST", headers: { "X-Part": part }, body: fields, signal });
      if (!answer.ok || answer.redirected) return; // signed out, or the case is gone: sending will say so
      const html = await answer.text();
      if (signal.aborted || box.value !== asked) return;
      read = asked;
      show(html);
      if (section.dataset.model && part === "hints") timer = setTimeout(() => ask("more-hints"), LONG_PAUSE);
    } catch (e) {
      if (e.name !== "AbortError" && e.name !== "TypeError") throw e; // without a line there are no hints, and nothing else changes
    }
  };

  const later = () => {
    mark();
    clearTimeout(timer);
    timer = setTimeout(() => ask(), PAUSE);
  };

  /** So that the browser can take it back. */
  const write = (from, to, put) => {
    box.focus();
    box.setSelectionRange(from, to);
    const done = put === "" ? document.execCommand("delete") : document.execCommand("insertText", false, put);
    if (!done) box.setRangeText(put, from, to, "end");
    const gap = put.indexOf("…");
    if (gap >= 0) box.setSelectionRange(from + gap, from + gap + 1);
  };

  const promise = (way) => {
    const choices = [...form.querySelectorAll("input[name=next]")];
    const offered = choices.find((it) => it.value === way.next && !it.disabled);
    const other = choices.find((it) => it.value === "other");
    const choice = way.open || !offered ? other : offered;
    form.querySelector("#at").value = way.at;
    form.querySelector("#kind").value = way.kind;
    choice.checked = true;
  };

  const apply = async (button) => {
    const key = button.value;
    if (box.value !== read) { // written on meanwhile: the places are others now
      await ask();
      button = [...section.querySelectorAll("[data-way]")].find((it) => it.value === key);
      if (!button || box.value !== read) return;
    }
    const way = button.dataset;
    if (way.put !== "" || +way.end > +way.start) write(+way.start, +way.end, way.put);
    if (way.next) promise(way);
    if (way.open) form.querySelector("#at").focus();
    ask();
  };

  section.addEventListener("click", (e) => {
    const button = e.target.closest("button");
    if (!button) return;
    if (button.matches("[data-check]")) {
      e.preventDefault();
      ask();
    } else if (button.matches("[data-show]")) {
      const hint = button.closest("[data-quote]").dataset;
      box.focus();
      box.setSelectionRange(+hint.start, +hint.end);
    } else if (button.matches("[data-way]")) {
      e.preventDefault();
      apply(button);
    }
  });

  box.addEventListener("input", later);
  box.addEventListener("scroll", () => { marks.scrollTop = box.scrollTop; });
  form.addEventListener("change", (e) => { if (e.target !== box) later(); });
  quotes();
  mark();
  if (box.value !== read) ask(); // kept by the browser over a reload
})();
