// Keys for those who like them. Everything they do can be done without: a key presses what the page shows.
(() => {
  "use strict";
  const OFF = "answerable.keys.off";
  const writing = (el) => el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName);
  const off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

  const press = (el) => {
    if (el.matches("input, textarea, select")) {
      el.focus();
    } else if (el.tagName === "DETAILS") {
      el.open = true;
      el.querySelector("textarea, input:not([type=hidden]), select, button")?.focus();
      el.scrollIntoView({ block: "nearest" });
    } else {
      el.click();
    }
  };

  document.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && e.target.form) {
      const send = e.target.form.querySelector("[data-send]");
      if (send) { e.preventDefault(); e.target.form.requestSubmit(send); }
      return;
    }
    if (e.key === "Escape" && writing(e.target)) { e.target.blur(); return; }
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || writing(e.target) || off()) return;
    if (e.key === "j" || e.key === "k") {
      const rows = [...document.querySelectorAll("[data-row]")];
      if (!rows.length) return;
      const here = rows.findIndex((r) => r === document.activeElement || r.contains(document.activeElement));
      const next = e.key === "j" ? Math.min(here + 1, rows.length - 1) : Math.max(here - 1, 0);
      rows[next].focus();
      e.preventDefault();
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(e.key.toLowerCase())}"]`);
    if (target) { e.preventDefault(); press(target); }
  });

  // A form posted twice is one act at the desk; the button says so too.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  });

  // What the page asks by itself hears when nobody is signed in any more. Words that are not sent yet stay here.
  const signedOut = (yes) => {
    const box = document.getElementById("signed-out");
    if (box) {
      box.hidden = !yes;
    } else if (yes) {
      location.assign("/sign-in?next=" + encodeURIComponent(location.pathname + location.search));
    }
  };
  document.addEventListener("htmx:afterRequest", (e) => {
    const status = e.detail.xhr.status;
    if (status === 401 || (status >= 200 && status < 300)) signedOut(status === 401);
  });

  const fill = () => {
    // Whoever sets a desk up is mostly where its team works; the program may stand elsewhere.
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const list of document.querySelectorAll("select[data-own-zone]")) {
      if ([...list.options].some((one) => one.value === own)) list.value = own;
    }
    for (const box of document.querySelectorAll("[data-keys]")) {
      box.hidden = false;
      box.checked = !off();
      box.addEventListener("change", () => {
        try { box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"); } catch { /* kept for this page only */ }
      });
    }
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", fill) : fill();
})();
