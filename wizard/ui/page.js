// What the framework does not do by itself: the page's language, descriptions of fields,
// links from the error summary, the focus after a move, and Enter while composing Japanese.
(function () {
  // What this script relies on in Streamlit's pages; nothing below names a part or a word of theirs.
  // It is written as JSON. tests/browser/test_framework.py looks whether each entry is there.
  const FRAMEWORK = {
    "parts": {
      "running": "[data-testid=stApp][data-test-script-state=running]",
      "main": "[data-testid=stMain]",
      "skipLink": "a[href='#stMain']",
      "dialog": "[role=dialog]",
      "tooltip": "[role=tooltip]",
      "radios": "[role=radiogroup]",
      "uploader": "[data-testid=stFileUploader]",
      "upload": "[data-testid=stFileUploader] button:not([data-testid=stFileChipDeleteBtn] button)",
      "chosenName": "[data-testid=stFileChipName]",
      "uploading": "[data-testid=stFileChipIconSpinner]",
      "exception": "[data-testid=stException]",
      "unloaded": "[data-testid=stAlertContentError]"
    },
    "connectionLost": "Connection error",
    "uploadWords": [
      ["^Upload$", "ファイルを選択"],
      ["^file upload$", "ファイルの選択"],
      ["^Add files$", "ほかのファイルを選択"],
      ["^Drag and drop (a file|files) here$", "ここにファイルをドロップしてください"],
      ["^(\\S+) per file$", "1ファイル$1まで"],
      ["^File must be (\\S+) or smaller\\.$", "$1以下のファイルを選択してください"],
      ["^Remove (.*)$", "「$1」を削除"],
      ["^Cancel upload of (.*)$", "「$1」の送信を中止"],
      ["^AxiosError: .* 413$", "合計100MBまでです。複数回に分けて選択してください。"],
      ["^AxiosError: .*$", "ファイルを受信できませんでした。選択し直してください。"],
      ["^Error:$", "エラー："]
    ]
  };
  const parts = FRAMEWORK.parts;
  const uploadWords = FRAMEWORK.uploadWords.map(([english, words]) => [new RegExp(english), words]);
  const doc = document;
  const kept = window.moushikomi || { followed: new WeakSet(), named: new WeakMap(), wanted: "" };
  const box = (key) => doc.querySelector(".st-key-" + CSS.escape(key));
  const control = (key) => {
    const found = box(key) || doc.querySelector(`[class*="st-key-${CSS.escape(key)}-"]`);
    return found && (found.querySelector(parts.upload) || found.querySelector("input:checked") || found.querySelector("input, textarea, button"));
  };
  const set = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };

  // The framework's own words for a server that is gone.
  function lost(dialog) {
    const title = [...dialog.querySelectorAll("*")].find(
      (part) => part.childElementCount === 0 && part.textContent === FRAMEWORK.connectionLost);
    if (!title) return;
    title.textContent = "サーバーとの接続が切断されました";
    const told = doc.createElement("p");
    told.textContent = "サーバーが停止している可能性があります。サーバーの再起動後に、このページを再読み込みしてください。"
      + "入力済みの内容は保存されています（「下書きを保存しない」を選択した場合を除く）。";
    const body = title.parentElement.nextElementSibling || title.nextElementSibling;
    if (body) body.replaceChildren(told);
    for (const button of dialog.querySelectorAll("button")) set(button, "aria-label", "閉じる");
  }

  // The framework's own words for an error that no page could tell, and for a part of itself that
  // could not be fetched.
  const untold = [
    [parts.exception, "処理中に問題が発生しました。画面を再読み込みしてください。"
      + "同じ状態が続く場合は、本ツールの管理者にログの確認を依頼してください。"],
    [parts.unloaded, "画面の一部を読み込めませんでした。画面を再読み込みしてください。"],
  ];

  function broken() {
    for (const [part, words] of untold) {
      for (const told of doc.querySelectorAll(part)) {
        if (told.textContent !== words) told.textContent = words;
      }
    }
  }

  // The framework's own words for choosing files.
  function inJapanese(text) {
    const found = uploadWords.find(([english]) => english.test(text.trim()));
    return found ? text.trim().replace(...found) : text;
  }

  function translateUploads() {
    for (const box of doc.querySelectorAll(`${parts.uploader}, ${parts.tooltip}`)) {
      const texts = doc.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const said = inJapanese(text.nodeValue);
        if (said !== text.nodeValue) text.nodeValue = said;
      }
      for (const part of box.querySelectorAll("[aria-label]")) {
        set(part, "aria-label", inJapanese(part.getAttribute("aria-label")));
      }
      for (const name of box.querySelectorAll(parts.chosenName)) {  // cut in its middle: told by no name
        if (name.title && name.textContent !== name.title) name.firstChild.nodeValue = name.title;
      }
    }
  }

  // Where the focus goes after a move: each is an element of its own. A cell of the form's picture
  // opens the step of its block, and wants its own field there.
  function follow() {
    for (const move of doc.querySelectorAll("[data-point]")) {
      if (kept.followed.has(move)) continue;
      kept.followed.add(move);
      if (kept.wanted && move.dataset.point !== "errors") point(kept.wanted, 20);
      else point(move.dataset.point, 40);
      kept.wanted = "";
    }
  }

  // The form beside the questions: its cells are written into, and its present part is in sight.
  const live = () => {
    const found = doc.querySelector("[data-live]");
    return found ? JSON.parse(found.dataset.live) : null;
  };
  function write() {
    const there = live();
    if (!there) return;
    for (const cell of doc.querySelectorAll("[data-place]")) {
      const text = cell.querySelector(".mk-text > span");
      if (cell.dataset.printed === undefined) cell.dataset.printed = text.textContent;
      const wanted = there.cells[cell.dataset.place] ?? cell.dataset.printed;
      if (text.textContent !== wanted) text.textContent = wanted;
    }
    const view = doc.querySelector(".st-key-form-beside");
    const title = doc.querySelector("h1");
    if (!view || !title || kept.scrolled === title.textContent) return;
    const shown = [...view.querySelectorAll("[data-answer]")].find(
      (cell) => there.pages[cell.dataset.answer] === there.page);
    if (!shown) return;
    kept.scrolled = title.textContent;
    view.scrollTop += shown.getBoundingClientRect().top - view.getBoundingClientRect().top - 80;
  }
  function question(cell) {
    const here = doc.querySelector(`[class*="st-key-${cell.dataset.path}"]`);
    if (here) {
      point(cell.dataset.path, 1);
      return;
    }
    const step = live().pages[cell.dataset.answer];
    const link = [...doc.querySelectorAll(".st-key-steps a")].find(
      (one) => new URL(one.href).searchParams.get("step") === (step || "start"));
    if (!link) return;
    kept.wanted = step ? cell.dataset.path : "";
    link.click();
  }

  function describe() {
    set(doc.documentElement, "lang", "ja");
    const skip = doc.querySelector(parts.skipLink);
    if (skip && skip.textContent !== "本文へ移動") skip.textContent = "本文へ移動";
    follow();
    giveFocusBack();
    write();
    typeAgain();
    for (const dialog of doc.querySelectorAll(parts.dialog)) lost(dialog);
    broken();
    translateUploads();
    const current = doc.querySelector("[data-current]");
    for (const link of doc.querySelectorAll(".st-key-pages a")) {
      if (current && link.textContent.trim() === current.dataset.current) set(link, "aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const title of doc.querySelectorAll("[data-group]")) {
      const group = box(title.dataset.group);
      if (group) {
        set(group, "role", "group");
        set(group, "aria-label", title.dataset.name);
      }
    }
    for (const part of doc.querySelectorAll("[aria-label*='\\\\']")) {
      const name = part.getAttribute("aria-label");
      if (kept.named.get(part) === name) continue;
      kept.named.set(part, name.replace(/\\([\\`*_{}\[\]()#+\-.!~$:<>|&])/g, "$1"));
      set(part, "aria-label", kept.named.get(part));
    }
    for (const row of doc.querySelectorAll("[data-edit]")) {
      const button = control(row.dataset.edit);
      if (button) set(button, "aria-label", row.dataset.name);
    }
    for (const label of doc.querySelectorAll("[data-field]")) {
      const found = box(label.dataset.field);
      const target = found && (found.querySelector(parts.radios)
        || found.querySelector(parts.upload)
        || found.querySelector("input, textarea"));
      if (!target) continue;
      const ids = [...label.querySelectorAll("[id]")].map((part) => part.id);
      if (ids.length) set(target, "aria-describedby", ids.join(" "));
      if (target.tagName === "BUTTON") continue;
      set(target, "aria-invalid", label.dataset.invalid);
      if (target.getAttribute("role") !== "radiogroup" || label.dataset.required === "true") {
        set(target, "aria-required", label.dataset.required);
      }
    }
  }

  const places = ["answer", "panel", "applications", "questions"];
  function point(where, tries) {
    let target = null;
    if (where === "heading") target = doc.querySelector("h1");
    else if (where === "errors") target = doc.getElementById("error-summary");
    else if (places.includes(where)) target = doc.getElementById(where);
    else target = control(where);
    if (!target) {
      if (tries > 0) setTimeout(() => point(where, tries - 1), 50);
      else if (where !== "heading") point("heading", 0);  // what is not there any more, or not yet
      return;
    }
    if (where === "heading") {
      target.setAttribute("tabindex", "-1");
      const main = doc.querySelector(parts.main);
      if (main) main.scrollTo(0, 0);
      target.focus({ preventScroll: true });
    } else if (where === "panel") {
      const shown = doc.querySelector(".mk-mark.now");  // the panel itself stays in sight
      if (shown) shown.scrollIntoView({ block: "center", inline: "center" });
      target.focus({ preventScroll: true });
    } else {
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
      if (target.tagName === "TEXTAREA") target.setSelectionRange(target.value.length, target.value.length);
    }
  }

  // The focus of a button that is taken away, or out of use while it works, goes nowhere: it is given
  // back to the button, or to the first control of what it belonged to, unless it has gone elsewhere.
  function giveFocusBack() {
    clearTimeout(kept.giving);
    if (!kept.held || doc.activeElement !== doc.body) return;
    kept.giving = setTimeout(() => {
      const { element, key } = kept.held || {};
      const target = element && element.isConnected ? element : key && control(key);
      if (!target || doc.activeElement !== doc.body) return;
      if (target.disabled || doc.querySelector(parts.running)) giveFocusBack();
      else target.focus({ preventScroll: true });
    }, 150);
  }

  // What is typed and not left yet is kept in this tab: a reload takes in nothing. It is typed again
  // where its field is shown, and left.
  const unleft = "moushikomi-unleft";
  const nameOf = (field) => {
    const holder = field.closest("[class*='st-key-']");
    const name = holder && [...holder.classList].find((one) => one.startsWith("st-key-"));
    return name && `${window.location.pathname}?${new URLSearchParams(window.location.search).get("draft")}#${name}`;
  };
  const isText = (field) => field.matches && field.matches("input[type=text], textarea");
  const type = (field, value) => {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  function typeAgain() {
    const { name, value } = kept.unleft || {};
    if (!name) return;
    const holder = doc.querySelector("." + CSS.escape(name.split("#")[1]));
    const field = holder && holder.querySelector("input[type=text], textarea");
    if (!field || nameOf(field) !== name) return;
    kept.unleft = null;
    if (field.value === value) return;
    type(field, value);
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  }

  if (!window.moushikomi) {
    kept.unleft = JSON.parse(sessionStorage.getItem(unleft));
    setTimeout(() => { kept.unleft = null; }, 30000);  // of a step that is opened later it is out of date
    doc.addEventListener("input", (event) => {
      const field = event.target, name = isText(field) && nameOf(field);
      if (event.isTrusted) kept.unleft = null;
      if (name) sessionStorage.setItem(unleft, JSON.stringify({ name, value: field.value }));
    }, true);
    doc.addEventListener("focusout", () => sessionStorage.removeItem(unleft), true);
    // What was typed last is taken in first: a page that is left meanwhile would lose it, or be called
    // back. More than two seconds nobody waits.
    let isTyped = false;
    doc.addEventListener("pointerdown", () => { isTyped = false; }, true);
    doc.addEventListener("change", () => { isTyped = true; }, true);
    function leave(link, hasBegun, tries) {
      const isRunning = doc.querySelector(parts.running) !== null;
      if (tries === 0 || (hasBegun && !isRunning)) link.click();
      else setTimeout(() => leave(link, hasBegun || isRunning, tries - 1), 20);
    }
    doc.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest(".st-key-pages a, .st-key-steps a, .mk-brand a");
      if (!link || !event.isTrusted || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setTimeout(() => leave(link, false, isTyped ? 100 : 0), 50);
    }, true);
    // A postal code is taken in as soon as it is whole, so that its address is offered at once.
    const code = /^\s*〒?\s*[0-9０-９]{3}[-－‐−ー]?[0-9０-９]{4}\s*$/;
    const commit = (field) => field.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
    for (const typed of ["input", "compositionend"]) {
      doc.addEventListener(typed, (event) => {
        const field = event.target;
        if (event.isComposing || field.tagName !== "TEXTAREA" || !code.test(field.value)) return;
        setTimeout(() => commit(field), 0);  // once the field itself has heard of it
      }, true);
    }
    // The calendar beside a date: it opens at what is typed, and what is chosen is typed.
    const dateOf = (picker) => doc.querySelector(`.st-key-${CSS.escape(picker.dataset.picks)} input`);
    doc.addEventListener("pointerdown", (event) => {
      if (!event.target.matches || !event.target.matches("[data-picks]")) return;
      const typed = /^\s*(\d{4})\s*[年\/.-]\s*(\d{1,2})\s*[月\/.-]\s*(\d{1,2})/.exec(dateOf(event.target).value);
      event.target.value = typed ? `${typed[1]}-${typed[2].padStart(2, "0")}-${typed[3].padStart(2, "0")}` : "";
    }, true);
    doc.addEventListener("change", (event) => {
      if (!event.target.matches("[data-picks]") || !event.target.value) return;
      const [year, month, day] = event.target.value.split("-").map(Number);
      const text = dateOf(event.target);
      text.focus();
      type(text, `${year}年${month}月${day}日`);
      text.blur();  // it is taken in as soon as the field is left
      text.focus();
    });
    // What is typed is taken in as soon as its field is left, and the page may move below a finger that
    // is still down: the button that was pressed is meant.
    const near = 8;  // pixels that a hand trembles (an estimate)
    doc.addEventListener("pointerdown", (event) => {
      kept.held = null;
      const button = event.isPrimary && event.button === 0 && event.target.closest("button");
      kept.pressed = button && { button, x: event.clientX, y: event.clientY };
    }, true);
    doc.addEventListener("pointerup", (event) => {
      const { button, x, y } = kept.pressed || {};
      kept.pressed = null;
      if (!button || !button.isConnected || button.contains(event.target)) return;
      if (Math.hypot(event.clientX - x, event.clientY - y) < near) button.click();
    }, true);
    doc.addEventListener("focusin", (event) => {
      const holder = event.target.closest("[class*='st-key-']");
      const name = holder && [...holder.classList].find((one) => one.startsWith("st-key-"));
      kept.held = { element: event.target, key: name && name.slice("st-key-".length) };
    }, true);
    new MutationObserver(describe).observe(doc.body, { childList: true, subtree: true, characterData: true });
    doc.addEventListener("click", (event) => {
      const answer = event.target.closest && event.target.closest("a[href='#question']");
      if (answer) {
        event.preventDefault();
        question(answer);
        return;
      }
      const button = event.target.closest && event.target.closest("[data-toggle]");
      if (button) {
        const isShown = doc.documentElement.classList.toggle(button.dataset.toggle);
        set(button, "aria-expanded", String(isShown));
        if (isShown) box(button.dataset.shows)?.scrollIntoView({ block: "start" });
        return;
      }
      const copy = event.target.closest && event.target.closest("[data-copy]");
      if (copy) {
        navigator.clipboard.writeText(window.location.href).then(() => {
          copy.textContent = copy.dataset.copy;
        });
        return;
      }
      const cell = event.target.closest && event.target.closest("a[href^='#edit-']");
      if (cell) {
        event.preventDefault();
        const answer = doc.getElementById(cell.getAttribute("href").slice("#edit-".length));
        const button = answer && control(answer.dataset.button);
        if (button) {
          kept.wanted = answer.dataset.focus;
          button.click();
        }
        return;
      }
      if (event.target.closest && event.target.closest("a[href='#print']")) {
        event.preventDefault();
        window.print();
        return;
      }
      const link = event.target.closest && event.target.closest("a[href^='#field-']");
      if (!link) return;
      event.preventDefault();
      point(link.getAttribute("href").slice("#field-".length), 20);
    });
    // Files that are still on their way are waited for.
    doc.addEventListener("click", (event) => {
      const button = event.target.closest && event.target.closest(".st-key-begin button");
      const coming = () => doc.querySelector(parts.uploading);
      if (!button || !event.isTrusted || !coming()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const wait = setInterval(() => {
        if (coming()) return;
        clearInterval(wait);
        setTimeout(() => { const found = control("begin"); if (found) found.click(); }, 100);
      }, 50);
    }, true);
    doc.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
        event.stopImmediatePropagation();
      }
    }, true);
  }
  window.moushikomi = kept;
  describe();
})();
